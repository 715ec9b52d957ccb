import { usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { WayBack } from '../../../platform/web/way-back.tsx';
import { UploadDrop } from './upload-drop.tsx';

/** The next version of the questionnaire in the address, from a file. */
export default function UploadVersion() {
  const questionnaireId = usePathPart('questionnaireId');
  return <Page title={say('surveys.uploadNext')} lead={say('surveys.uploadNextLead')}><WayBack /><UploadDrop questionnaireId={questionnaireId} /></Page>;
}
