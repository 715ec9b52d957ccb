import { defineMessages, type Language } from '../../../kernel/messages.ts';
import type { Kind } from './fields.ts';
import { fieldLabel, messages as fileMessages } from './messages.ts';
import type { Problem } from './records.ts';

/** What is said of an import as a whole, and of a row that the register itself would not take. */
const said = defineMessages({
  zh: {
    'imports.problem.outsideYourDivision': '“{{typed}}”不在您负责的范围内，请由那里的工作站导入',
    'imports.problem.personKnownElsewhere': '这个身份证号已登记在别的社区，您看不到那份档案；请与那里的工作站联系',
    'imports.problem.noItem': '没有写能提供哪种服务，无法登记',
    'imports.problem.endsBeforeItBegins': '有效期的止日早于起日',
    'imports.problem.gradeEndsBeforeItBegins': '评估等级的止日早于评定日',
    'imports.problem.registeredLater': '登记日期在今天之后',
    'imports.problem.filedHasNoUscc': '备案的社区社会组织没有统一社会信用代码，请核对类型',
    'imports.problem.notTaken': '登记时没有通过核对，请检查这一行',
    'imports.refusal.noFile': '请选择一个文件，或把表格内容粘贴进来。',
    'imports.refusal.notYourKind': '您现在的身份不能导入这类表格。',
    'imports.refusal.takesTooLong': '这个文件读得太久，已停下，什么也没有导入。请分成几个文件。',
    'imports.refusal.tooMuchMemory': '这个文件太大，读不下来，什么也没有导入。请分成几个文件。',
    'imports.refusal.nothingOfThisKind': '在文件里没有找到这类台账的表头。请看看选的种类对不对，或者另存一次再试。',
    'imports.refusal.begunAlready': '已经开始导入了，请看进度。',
    'imports.refusal.nothingToImport': '没有可以导入的行。',
    'imports.refusal.notRunning': '没有在进行中，不用停止。',
    'imports.refusal.runningNow': '正在进行中，请先停止，再撤销。',
    'imports.refusal.nothingToTakeBack': '没有可以撤销的内容。',
    'imports.refusal.correctedTooLate': '已经开始导入，不能再改列的对应。请先撤销。',
    'imports.refusal.correctedMeanwhile': '{{by}}刚改过这一行，请看看现在的内容再改。',
    'imports.refusal.rowNotRefused': '这一行已经可以导入，不用再改。',
    'imports.refusal.nothingCorrected': '没有改动。请改好错的格子再保存。',
    'imports.refusal.noRowAnyMore': '改过以后这一行就不是数据了，没有保存。不想要这一行，留着不改就行。',
    'imports.refusal.correctedWhileRunning': '正在进行中，等它停下来再改。',
    'imports.refusal.correctedTooLateForRow': '这次导入已经作废或撤销，不能再改。请重新导入。',
    'imports.refusal.asOfInFuture': '截止日期还没到，今天是{{today}}。',
  },
  en: {
    'imports.problem.outsideYourDivision': '“{{typed}}” is outside the area you act for; its own station has to import it',
    'imports.problem.personKnownElsewhere': 'This identity number is registered in another community whose files you cannot see; please ask the station there',
    'imports.problem.noItem': 'No service is named, so it cannot be registered',
    'imports.problem.endsBeforeItBegins': 'It ends before it begins',
    'imports.problem.gradeEndsBeforeItBegins': 'The grade ends before it was granted',
    'imports.problem.registeredLater': 'The day of registration is still to come',
    'imports.problem.filedHasNoUscc': 'A filed community organisation has no credit code; please check its kind',
    'imports.problem.notTaken': 'The register did not take this row; please check it',
    'imports.refusal.noFile': 'Please choose a file, or paste what stands in the sheet.',
    'imports.refusal.notYourKind': 'Under the role you act in, this kind of list is not yours to import.',
    'imports.refusal.takesTooLong': 'This file took too long to read and was put down; nothing was imported. Please divide it.',
    'imports.refusal.tooMuchMemory': 'This file is too large to read; nothing was imported. Please divide it.',
    'imports.refusal.nothingOfThisKind': 'No header of this kind of list was found in the file. Please check the kind, or save the file once more and try again.',
    'imports.refusal.begunAlready': 'This import has begun already; please look at its progress.',
    'imports.refusal.nothingToImport': 'There is no row that could be imported.',
    'imports.refusal.notRunning': 'It is not running, so there is nothing to stop.',
    'imports.refusal.runningNow': 'It is still running; please stop it before taking it back.',
    'imports.refusal.nothingToTakeBack': 'There is nothing to take back.',
    'imports.refusal.correctedTooLate': 'The import has begun, so its columns can no longer be changed. Take it back first.',
    'imports.refusal.correctedMeanwhile': '{{by}} has just corrected this row; please look at it as it is now.',
    'imports.refusal.rowNotRefused': 'This row can be taken already; nothing needs correcting.',
    'imports.refusal.nothingCorrected': 'Nothing has been changed. Put the wrong cells right, then save.',
    'imports.refusal.noRowAnyMore': 'With these changes it would be no row of data; nothing was saved. To do without the row, leave it as it is.',
    'imports.refusal.correctedWhileRunning': 'The import is under way; please wait until it has stopped.',
    'imports.refusal.correctedTooLateForRow': 'This import was discarded or taken back, so its rows can no longer be corrected. Please import anew.',
    'imports.refusal.asOfInFuture': 'The as-of day is still to come; today is {{today}}.',
  },
});

/** What a file is refused for is said of the whole command too. */
const ofFiles = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith('imports.file.')).map(([key, text]) => [key.replace('.file.', '.refusal.'), /[。.]$/.test(text) ? text : `${text}${/[一-龥]/.test(text) ? '。' : '.'}`]));

export const runMessages = { zh: { ...said.zh, ...ofFiles(fileMessages.zh) }, en: { ...said.en, ...ofFiles(fileMessages.en) } };

/** The sentence of a fault in the reader's language; as it was written down, where nothing else is known of it. */
export function sayProblem(language: Language, kind: Kind, { code, field, message, detail }: Pick<Problem, 'code' | 'field' | 'message' | 'detail'>): string {
  if (!detail) return message;
  const [shared, own] = [fileMessages[language] as Record<string, string>, said[language] as Record<string, string>];
  const text = shared[`imports.problem.${code}`] ?? own[`imports.problem.${code}`] ?? own['imports.problem.notTaken']!;
  const places: Problem['detail'] = { ...detail, field: fieldLabel(language, kind, field) };
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const value = places[name] ?? '';
    return String(typeof value === 'object' ? value[language] : value);
  });
}

/** A fault with its sentence, in the language of whoever imports. */
export const problemOf = (language: Language, kind: Kind, fault: Omit<Problem, 'message' | 'detail'> & { detail: NonNullable<Problem['detail']> }): Problem =>
  ({ ...fault, message: sayProblem(language, kind, { ...fault, message: '' }) });
