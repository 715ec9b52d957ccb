import { download, query, upload, type Route } from '../../../platform/server/route.ts';
import { ListQuestionnaires, OneQuestionnaire, QuestionnaireAnswer, QuestionnairePage, Uploaded, UploadQuestionnaire } from '../core/contract.ts';
import { downloadQuestionnaire, listQuestionnaires, readQuestionnaire, uploadQuestionnaire } from './operations.ts';

const about = ({ questionnaireId }: { questionnaireId: string }) => ({ kind: 'questionnaire', id: questionnaireId });

export const surveyRoutes: Route[] = [
  query({ path: '/api/questionnaires', permission: 'questionnaire.list', says: 'Questionnaires of one’s own place and of the levels above, the newest first', input: ListQuestionnaires, answer: QuestionnairePage, run: listQuestionnaires }),
  upload({ path: '/api/questionnaires/upload', permission: 'questionnaire.make', says: 'Takes in an XLSForm (xlsx, xls) as a new questionnaire or as the next version of one, and keeps what was not understood by sheet and row', input: UploadQuestionnaire, answer: Uploaded, subject: (_input, answer) => answer && about(answer), run: uploadQuestionnaire }),
  query({ path: '/api/questionnaires/:questionnaireId', permission: 'questionnaire.read', says: 'One questionnaire: its questions in the newest version or a named one, and what of the uploaded form was not understood', input: OneQuestionnaire, answer: QuestionnaireAnswer, run: readQuestionnaire }),
  download({ path: '/api/questionnaires/:questionnaireId/xlsform', permission: 'questionnaire.read', says: 'A version of a questionnaire as an XLSForm (xlsx)', input: OneQuestionnaire, run: downloadQuestionnaire }),
];
