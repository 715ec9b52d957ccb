import { useCommand } from '../../../../platform/web/data.ts';
import { withBack } from '../../../../platform/web/back.ts';
import { useGo } from '../../../../platform/web/navigation.tsx';
import { useBack } from '../../../../platform/web/way-back.tsx';
import type { BeginDraft } from '../../core/draft-contract.ts';

type Begin = Omit<BeginDraft, 'requestId'>;

/** Begins a draft and goes there. */
export function useBegin() {
  const go = useGo();
  const back = useBack();
  return useCommand<Begin, { draftId: string }>('/api/questionnaire-drafts/begin', { onDone: ({ draftId }) => go(withBack(`/surveys/drafts/${draftId}`, back)) });
}
