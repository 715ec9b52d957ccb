import { personName } from '../../people/core/text.ts';

/** What stands before a name in a list: its number. */
const NUMBER = /^(?:[①-⑳]|[(（]?\d{1,3}[)）.、．:：])\s*/;
/** What stands behind it: 张三（独居）, 李四【低保】, 王五*. No name that a person bears ends so. */
const REMARK = /\s*(?:[(（【\[]([^()（）【】\[\]]*)[)）】\]]|[*※★☆△▲#])$/;

/** The name in a cell, and what somebody noted about the person beside it: kept, but no part of the name by which he is known again. */
export function splitName(typed: string): { name: string; remark: string } {
  let name = personName(typed).replace(NUMBER, '');
  const remarks: string[] = [];
  for (let found = REMARK.exec(name); found && found.index > 0; found = REMARK.exec(name)) {
    if (found[1]?.trim()) remarks.unshift(found[1].trim());
    name = name.slice(0, found.index);
  }
  return { name: personName(name), remark: remarks.join('；') };
}

/** 张三、李四; 张三/李四: two people, and which of them the row speaks of nobody can say. */
export const isSeveralNames = (name: string): boolean => /\p{L}\s*[、，,;；\/|]\s*\p{L}/u.test(name);
