import type { ApiRefusal } from './api.ts';

/** A refusal in one box: what the rule says, in the reader's words. */
export const Problem = ({ refusal }: { refusal: ApiRefusal }) => (
  <div className="problem" role="alert">
    <p>{refusal.message}</p>
    {refusal.issues.length > 0 && <ul>{refusal.issues.map((issue) => <li key={`${issue.path.join('.')}${issue.code}`}>{issue.message}</li>)}</ul>}
  </div>
);
