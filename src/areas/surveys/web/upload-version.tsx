import { usePathPart } from '../../../platform/web/navigation.tsx';
import UploadQuestionnaire from './upload-questionnaire.tsx';

/** The next version of the questionnaire in the address. */
export default function UploadVersion() {
  return <UploadQuestionnaire questionnaireId={usePathPart('questionnaireId')} />;
}
