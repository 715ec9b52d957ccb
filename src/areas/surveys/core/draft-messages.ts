import { defineMessages } from '../../../kernel/messages.ts';

export const draftRefusals = defineMessages({
  zh: {
    'surveys.refusal.formTooLargeToDesign': '这份问卷太大，不能在网页上改。请下载 XLSForm，改好后再上传。', 'surveys.refusal.chooseTemplate': '请选一个模板。', 'surveys.refusal.chooseQuestionnaire': '请选一份问卷。',
    'surveys.refusal.draftChanged': '{{name}}在您打开之后保存过这份草稿，您的改动没有写上去。请先看对方的，再决定怎么办。', 'surveys.refusal.draftPublished': '这份草稿已经发布，不能再改。需要改动请在问卷页上再起草新版。', 'surveys.refusal.draftDropped': '这份草稿已经放弃，不能再改。请另起一份。',
    'surveys.refusal.titleMissing': '问卷还没有名称，请在最上面写好再发布。', 'surveys.refusal.designFaulty': '还有 {{count}} 处要改，改好后才能发布。请看“要改的地方”，点一处就到那一题。', 'surveys.refusal.versionMeanwhile': '有人已经发布了第 {{version}} 版，您还没有看过。请先看那一版，再发布您的。',
  },
  en: {
    'surveys.refusal.formTooLargeToDesign': 'This questionnaire is too large to be changed here. Download the XLSForm, change it and upload it again.', 'surveys.refusal.chooseTemplate': 'Choose a template.', 'surveys.refusal.chooseQuestionnaire': 'Choose a questionnaire.',
    'surveys.refusal.draftChanged': '{{name}} saved this draft after you opened it, so your changes were not written. Look at theirs first, then decide.', 'surveys.refusal.draftPublished': 'This draft has been published and is changed no more. Begin a new version from the questionnaire’s page.', 'surveys.refusal.draftDropped': 'This draft has been given up. Begin another.',
    'surveys.refusal.titleMissing': 'The questionnaire has no title yet; write one at the top, then publish.', 'surveys.refusal.designFaulty': 'Still to be mended before it can be published: {{count}}. See “To mend”; each line leads to its question.', 'surveys.refusal.versionMeanwhile': 'Somebody has published version {{version}}, which you have not seen. Look at it first, then publish yours.',
  },
});
