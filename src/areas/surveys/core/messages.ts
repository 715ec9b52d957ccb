import { defineMessages } from '../../../kernel/messages.ts';
import { draftRefusals } from './draft-messages.ts';
import { roundRefusals } from './round-messages.ts';

/** What the server says too. */
export const messages = defineMessages({
  zh: {
    ...roundRefusals.zh,
    'surveys.refusal.pictureOfNoQuestion': '这一题不收照片，照片没有提交。请去掉后再交。', 'surveys.refusal.pictureUnreadable': '这张照片读不出来，请重新拍一张或另选一张。', 'surveys.refusal.pictureMissing': '这一题的照片没有随答卷送到，请重新拍一张或去掉。', 'surveys.refusal.pictureTooLarge': '这张照片太大，最大 {{limit}} MB，请重新拍一张。', 'surveys.refusal.tooManyPictures': '一份答卷最多 {{most}} 张照片，请去掉几张。', 'surveys.refusal.linkPicturesFull': '这个链接收的照片已经满了。请去掉照片再交，文字回答照样收。',
    'surveys.refusal.noForm': '请选择一个问卷文件。', 'surveys.refusal.oneFormAtATime': '一次上传一份问卷，请只选一个文件。', 'surveys.refusal.formTooLarge': '问卷文件最大 {{limit}} MB，请去掉图片等附件后再上传。',
    'surveys.refusal.formUnreadable': '这个文件读不出来：{{why}}。', 'surveys.refusal.noSurveySheet': '这个文件里没有名为 survey 的工作表，不是 XLSForm 问卷。居民台账请在“导入”里上传。',
    'surveys.refusal.noTypeColumn': '工作表“{{sheet}}”的第一行没有 type 列，看不出每行问什么。请核对表头。', 'surveys.refusal.noQuestions': '工作表 survey 里只有表头，没有题目。',
    'surveys.refusal.formTooLong': '行数超过 {{limit}} 行，请分成几份问卷。', 'surveys.refusal.questionnaireKeptElsewhere': '这份问卷由上级维护，请由当地上传新版；也可以下载后另建一份。',
    'surveys.refusal.answersWrong': '有 {{count}} 处还需要改，第一处在“{{first}}”。请在题目下面看说明，改好后再提交。', 'surveys.refusal.nothingAnswered': '还没有回答任何一题。请至少回答一题再提交。', 'surveys.refusal.askedInFuture': '询问日期不能晚于今天（{{today}}），请改日期。',
    'surveys.refusal.correctedAlready': '这份答卷已经有人改正过了。请打开改正后的那一份，再从那里改。', 'surveys.refusal.bindingsChanged': '您打开之后，有人改过这里的设定。请刷新看一看，再改一次。', 'surveys.refusal.bindingOdd': '“{{question}}”的设定与题目对不上。请重新选一次选项或数字。', 'surveys.refusal.bindingTwice': '“{{question}}”有两条一样的设定，请去掉一条。',
    'surveys.refusal.linkOverAlready': '截止日期已经过了，请选今天（{{today}}）或以后的日期。', 'surveys.refusal.linkTooLong': '链接最长开放一年，请选 {{until}} 或之前的日期。', 'surveys.refusal.linkClosedAlready': '这个链接在 {{on}} 已经停用了。需要的话请另建一个。',
    ...draftRefusals.zh,
  },
  en: {
    ...roundRefusals.en,
    'surveys.refusal.pictureOfNoQuestion': 'This question takes no picture. Take it away and send again.', 'surveys.refusal.pictureUnreadable': 'This picture cannot be read; please take or choose another.', 'surveys.refusal.pictureMissing': 'The picture of this question did not come with the answers; take it again or leave it out.', 'surveys.refusal.pictureTooLarge': 'This picture is too large, {{limit}} MB at the most; please take another.', 'surveys.refusal.tooManyPictures': 'At most {{most}} pictures go with one answer; take some away.', 'surveys.refusal.linkPicturesFull': 'This link can take no more pictures. Leave them out and send again; the answers are taken all the same.',
    'surveys.refusal.noForm': 'Choose the file of a questionnaire.', 'surveys.refusal.oneFormAtATime': 'One questionnaire at a time: choose one file only.', 'surveys.refusal.formTooLarge': 'The file of a questionnaire may be {{limit}} MB; take pictures out of it and upload it again.',
    'surveys.refusal.formUnreadable': 'This file cannot be read. {{why}}.', 'surveys.refusal.noSurveySheet': 'This file has no sheet called survey, so it is no XLSForm. Ledgers of residents are brought in under Import.',
    'surveys.refusal.noTypeColumn': 'The first line of the sheet “{{sheet}}” has no column type, so it does not say what each row asks. Please check the headers.', 'surveys.refusal.noQuestions': 'The sheet survey has headers only, and no question.',
    'surveys.refusal.formTooLong': 'There are more than {{limit}} rows; divide it into several questionnaires.', 'surveys.refusal.questionnaireKeptElsewhere': 'This questionnaire is kept by a level above, where a new version has to be uploaded; or download it and make one of your own.',
    'surveys.refusal.answersWrong': 'Still to be mended: {{count}}, the first at “{{first}}”. Read what stands below the question, mend it and send it again.', 'surveys.refusal.nothingAnswered': 'Nothing has been answered yet. Answer at least one question.', 'surveys.refusal.askedInFuture': 'It cannot have been asked after today ({{today}}); change the day.',
    'surveys.refusal.correctedAlready': 'Somebody has corrected this one already. Open the correction, and go on from there.', 'surveys.refusal.bindingsChanged': 'Somebody changed this after you opened it. Reload the page, look at it, and make your change again.', 'surveys.refusal.bindingOdd': 'What is set for “{{question}}” does not fit the question. Choose the answer or the number again.', 'surveys.refusal.bindingTwice': '“{{question}}” has the same line twice; take one away.',
    'surveys.refusal.linkOverAlready': 'That day is over; choose today ({{today}}) or a later one.', 'surveys.refusal.linkTooLong': 'A link is open for a year at the most; choose {{until}} or an earlier day.', 'surveys.refusal.linkClosedAlready': 'This link was closed on {{on}}. Make another if it is needed.',
    ...draftRefusals.en,
  },
});
