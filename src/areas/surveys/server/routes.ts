import { command, download, query, upload, type Route } from '../../../platform/server/route.ts';
import { ListQuestionnaires, OneQuestionnaire, QuestionnaireAnswer, QuestionnairePage, Uploaded, UploadQuestionnaire } from '../core/contract.ts';
import {
  AnswerByLink, AnsweredByLink, AskByLink, AskedByLink, BindingsAnswer, BindingsSaved, CloseLink, LinkList, LinkMade, LinksOfQuestionnaire, ListResponses, MakeLink, OnePicture, OneResponse, OneVersion, ResponseFile, ResponsePage, SaveBindings,
  Submitted, SubmitResponse,
} from '../core/response-contract.ts';
import { MOST_PICTURES, MOST_PICTURES_BY_LINK, requestBytes } from '../core/pictures.ts';
import { readBindings, saveBindings } from './binding-operations.ts';
import { answerByLink, askByLink, closeLink, listLinks, makeLink } from './link-operations.ts';
import { downloadQuestionnaire, listQuestionnaires, readQuestionnaire, uploadQuestionnaire } from './operations.ts';
import { readPicture } from './picture-queries.ts';
import { listResponses, readResponse, submitResponse } from './respond.ts';

const about = ({ questionnaireId }: { questionnaireId: string }) => ({ kind: 'questionnaire', id: questionnaireId });

const link = ({ linkId }: { linkId: string }) => ({ kind: 'questionnaireLink', id: linkId });
const response = ({ responseId }: { responseId: string }) => ({ kind: 'response', id: responseId });

export const surveyRoutes: Route[] = [
  query({ path: '/api/questionnaires', permission: 'questionnaire.list', says: 'Questionnaires of one’s own place and of the levels above, the newest first', input: ListQuestionnaires, answer: QuestionnairePage, run: listQuestionnaires }),
  upload({ path: '/api/questionnaires/upload', permission: 'questionnaire.make', says: 'Takes in an XLSForm (xlsx, xls) as a new questionnaire or as the next version of one, and keeps what was not understood by sheet and row', input: UploadQuestionnaire, answer: Uploaded, subject: (_input, answer) => answer && about(answer), run: uploadQuestionnaire }),
  query({ path: '/api/questionnaires/:questionnaireId', permission: 'questionnaire.read', says: 'One questionnaire: its questions in the newest version or a named one, and what of the uploaded form was not understood', input: OneQuestionnaire, answer: QuestionnaireAnswer, run: readQuestionnaire }),
  download({ path: '/api/questionnaires/:questionnaireId/xlsform', permission: 'questionnaire.read', says: 'A version of a questionnaire as an XLSForm (xlsx)', input: OneQuestionnaire, run: downloadQuestionnaire }),
  query({ path: '/api/questionnaires/:questionnaireId/bindings', permission: 'questionnaire.read', says: 'Which answers of a version are which needs, and what could not be carried over from the version before', input: OneVersion, answer: BindingsAnswer, run: readBindings }),
  command({ path: '/api/questionnaires/bind', permission: 'questionnaire.make', says: 'Says, as a whole, which answers of a version are which needs and how urgent', input: SaveBindings, answer: BindingsSaved, subject: about, run: saveBindings }),
  query({ path: '/api/questionnaires/:questionnaireId/links', permission: 'questionnaire.link', says: 'The links by which it is answered without an account', input: LinksOfQuestionnaire, answer: LinkList, run: listLinks }),
  command({ path: '/api/questionnaires/links', permission: 'questionnaire.link', says: 'Makes a link by which it is answered without an account, until a day and so many times at the most', input: MakeLink, answer: LinkMade, subject: (_input, answer) => answer && link(answer), run: makeLink }),
  command({ path: '/api/questionnaires/links/close', permission: 'questionnaire.link', says: 'Closes a link; whoever comes by it is told that it no longer takes answers', input: CloseLink, answer: LinkMade, subject: link, run: closeLink }),
  query({ path: '/api/responses', permission: 'response.list', says: 'Answered questionnaires of the division acted for, the last asked first, with the exact number', input: ListResponses, answer: ResponsePage, run: listResponses }),
  command({ path: '/api/responses', permission: 'response.submit', says: 'Takes an answered questionnaire, of a person or of nobody in particular; answers that are needs are recorded as such. What is wrong is named at its question', input: SubmitResponse, mostBytes: requestBytes(MOST_PICTURES), answer: Submitted, subject: (_input, answer) => answer && response(answer), run: submitResponse }),
  query({ path: '/api/responses/:responseId', permission: 'response.read', says: 'One answered questionnaire with its questions and the needs that came of it', input: OneResponse, answer: ResponseFile, run: readResponse }),
  download({ path: '/api/responses/:responseId/pictures/:name', permission: 'response.read', says: 'A picture that answers a question', input: OnePicture, run: readPicture }),
  query({ path: '/api/q/:code', permission: 'link', says: 'What somebody without an account is asked, by the code of the link', input: AskByLink, answer: AskedByLink, run: askByLink }),
  command({ path: '/api/q/:code', permission: 'link', says: 'The answers of somebody without an account, by the code of the link; nobody’s name goes with them', input: AnswerByLink, mostBytes: requestBytes(MOST_PICTURES_BY_LINK), answer: AnsweredByLink, run: answerByLink }),
];
