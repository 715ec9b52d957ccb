import { useCommand } from '../../../../platform/web/data.ts';
import { useGo } from '../../../../platform/web/navigation.tsx';
import type { BeginDraft } from '../../core/draft-contract.ts';

type Begin = Omit<BeginDraft, 'requestId'>;

/** Begins a draft and goes there. */
export function useBegin() {
  const go = useGo();
  return useCommand<Begin, { draftId: string }>('/api/questionnaire-drafts/begin', { onDone: ({ draftId }) => go(`/surveys/drafts/${draftId}`) });
}
