import type { ReactNode } from 'react';
import { say } from '../../../platform/web/say.ts';

/** The demonstration's people, those whose day the system is made for first. */
const GROUPS = [
  { key: 'street', people: ['station-worker', 'station-lead', 'street-officer'] },
  { key: 'service', people: ['organization-manager', 'social-worker', 'volunteer'] },
  { key: 'outcome', people: ['resident', 'banner-officer', 'city-officer'] },
  { key: 'keep', people: ['finance', 'auditor', 'administrator'] },
] as const;

/** One press signs in as that person. Shown in the demonstration only. */
export function DemonstrationCards({ enter, entering }: { enter: (username: string) => void; entering: string | null }): ReactNode {
  return (
    <section className="access-demo" aria-labelledby="access-demo">
      <h2 id="access-demo">{say('access.demo.title')}</h2>
      <p className="quiet">{say('access.demo.lead')}</p>
      {GROUPS.map((group) => (
        <div key={group.key} className="access-group">
          <h3>{say(`access.demo.${group.key}`)}</h3>
          <ul>
            {group.people.map((person) => (
              <li key={person}>
                <button type="button" className="access-card" data-person={person} aria-busy={entering === person} onClick={() => entering === null && enter(person)}>
                  <b>{say(`access.demo.${person}`)}</b>
                  <span>{entering === person ? say('access.signingIn') : say(`access.demo.${person}.does`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
