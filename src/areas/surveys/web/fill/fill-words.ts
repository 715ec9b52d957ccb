import type { Language } from '../../../../kernel/messages.ts';
import type { Fault, Place } from '../../core/answer-form.ts';
import { MOST_TIMES } from '../../core/form-run.ts';

/** What stands around the questions. It speaks the language of the questions, which need not be that of the page; a resident's phone is sent these words and no others. */
const WORDS = {
  zh: {
    required: '必填', choose: '请选择', clear: '清除', other: '其他', notAsked: '这里不提问：{what}', calculated: '自动填写', geopoint: '纬度 经度', here: '用现在的位置', finding: '正在定位…', noPlace: '没有取到位置。可以在设置里允许定位，或者直接填写。',
    photo: '拍照或选一张', photoAgain: '换一张', photoAway: '去掉照片', photoWorking: '正在缩小…', photoBad: '这张图读不出来，请另选一张。', photoGone: '照片没有留下，请重新拍一张。', photoNote: '请别拍证件和别人的脸。照片会缩小，拍摄地点不会跟着走。', again: '再加一个', away: '去掉', turn: '第 {n} 个', several: '共 {n} 个', digits: '按数字键选择', noChoices: '现在没有可选的选项，请先回答前面的题。',
    'fault.required': '这一题要回答。', 'fault.choice': '这个选项现在不能选，请重新选。', 'fault.constraint': '这个答案不合要求，请核对。', 'fault.tooMany': '最多 {n} 个，请核对数字。', 'fault.tooMuch': '这份问卷太大，算不完。请告诉制作问卷的人。',
    'fault.type.integer': '请填整数，例如 72。', 'fault.type.decimal': '请填数字，例如 1.5。', 'fault.type.date': '请填一个完整的日期。', 'fault.type.geopoint': '请填纬度和经度，例如 39.61 109.78。', 'fault.type.image': '请重新拍一张或选一张照片。', 'fault.type.text': '最多 5000 字，请写短一些。',
  },
  en: {
    required: 'required', choose: 'Please choose', clear: 'Clear', other: 'Other', notAsked: 'Not asked here: {what}', calculated: 'Filled in by itself', geopoint: 'latitude longitude', here: 'Use where I am', finding: 'Finding the place…', noPlace: 'The place could not be found. Allow it in the settings, or type it.',
    photo: 'Take or choose a picture', photoAgain: 'Another picture', photoAway: 'Take it away', photoWorking: 'Making it smaller…', photoBad: 'This picture cannot be read; please choose another.', photoGone: 'The picture was not kept; please take it again.', photoNote: 'No papers and no faces of others, please. It is made smaller, and where it was taken does not go with it.', again: 'Add one more', away: 'Take away', turn: 'No. {n}', several: '{n} in all', digits: 'choose by the digit', noChoices: 'There is nothing to choose from yet; answer the questions before it first.',
    'fault.required': 'This has to be answered.', 'fault.choice': 'This cannot be chosen now; choose again.', 'fault.constraint': 'This answer does not fit; please check it.', 'fault.tooMany': '{n} at the most; check the number.', 'fault.tooMuch': 'This questionnaire is too large to be worked out. Tell whoever made it.',
    'fault.type.integer': 'A whole number, for example 72.', 'fault.type.decimal': 'A number, for example 1.5.', 'fault.type.date': 'A whole date, please.', 'fault.type.geopoint': 'Latitude and longitude, for example 39.61 109.78.', 'fault.type.image': 'Please take or choose a picture again.', 'fault.type.text': '5,000 characters at the most; please make it shorter.',
  },
} as const satisfies Record<Language, Record<string, string>>;
type Key = keyof (typeof WORDS)['zh'];

export const tell = (language: Language, key: Key, places: Record<string, string | number> = {}): string => WORDS[language][key].replace(/\{(\w+)\}/g, (_all, name: string) => String(places[name] ?? ''));

/** What is wrong with an answer: in the words of the form, else in ours. */
export function faultWords(language: Language, fault: Pick<Fault, 'code' | 'words'>, place: Place | undefined): string {
  if (fault.words) return fault.words;
  if (fault.code === 'tooMany') return tell(language, 'fault.tooMany', { n: MOST_TIMES });
  if (fault.code !== 'type') return tell(language, `fault.${fault.code}`);
  const type = place?.node.item.type;
  return tell(language, type === 'integer' || type === 'decimal' || type === 'date' || type === 'geopoint' || type === 'image' ? `fault.type.${type}` : 'fault.type.text');
}
