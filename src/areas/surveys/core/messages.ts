import { defineMessages } from '../../../kernel/messages.ts';
import { roundRefusals } from './round-messages.ts';

/** What the server says too. */
export const messages = defineMessages({
  zh: {
    ...roundRefusals.zh,
    'surveys.refusal.noForm': '请选择一个问卷文件。', 'surveys.refusal.oneFormAtATime': '一次上传一份问卷，请只选一个文件。', 'surveys.refusal.formTooLarge': '问卷文件最大 {{limit}} MB，请去掉图片等附件后再上传。',
    'surveys.refusal.formUnreadable': '这个文件读不出来：{{why}}。', 'surveys.refusal.noSurveySheet': '这个文件里没有名为 survey 的工作表，不是 XLSForm 问卷。居民台账请在“导入”里上传。',
    'surveys.refusal.noTypeColumn': '工作表“{{sheet}}”的第一行没有 type 列，看不出每行问什么。请核对表头。', 'surveys.refusal.noQuestions': '工作表 survey 里只有表头，没有题目。',
    'surveys.refusal.formTooLong': '行数超过 {{limit}} 行，请分成几份问卷。', 'surveys.refusal.questionnaireKeptElsewhere': '这份问卷由上级维护，请由当地上传新版；也可以下载后另建一份。',
  },
  en: {
    ...roundRefusals.en,
    'surveys.refusal.noForm': 'Choose the file of a questionnaire.', 'surveys.refusal.oneFormAtATime': 'One questionnaire at a time: choose one file only.', 'surveys.refusal.formTooLarge': 'The file of a questionnaire may be {{limit}} MB; take pictures out of it and upload it again.',
    'surveys.refusal.formUnreadable': 'This file cannot be read. {{why}}.', 'surveys.refusal.noSurveySheet': 'This file has no sheet called survey, so it is no XLSForm. Ledgers of residents are brought in under Import.',
    'surveys.refusal.noTypeColumn': 'The first line of the sheet “{{sheet}}” has no column type, so it does not say what each row asks. Please check the headers.', 'surveys.refusal.noQuestions': 'The sheet survey has headers only, and no question.',
    'surveys.refusal.formTooLong': 'There are more than {{limit}} rows; divide it into several questionnaires.', 'surveys.refusal.questionnaireKeptElsewhere': 'This questionnaire is kept by a level above, where a new version has to be uploaded; or download it and make one of your own.',
  },
});
