import { isAsked, inLanguage } from './item.ts';
import type { Item, Questionnaire } from './questionnaire.ts';

export type VersionMap = { kept: number; gone: string[]; added: string[]; changed: string[] };

/** What answers to a question depend on: its type, and the choices it offers. */
export const shapeOf = ({ type, list }: Item, { choices }: Questionnaire): string => JSON.stringify([type, choices.filter((choice) => choice.list === list).map(({ name }) => name)]);
const asked = (form: Questionnaire): Map<string, Item> => new Map(form.items.filter(isAsked).map((item) => [item.name, item]));
const label = (item: Item): string => inLanguage(item.label, 'zh') || item.name;

/** What became of the questions of one version in another: the same under the same name, asked otherwise, gone, or new. Answers stand under names, so what is kept reads on. */
export function mapVersions(from: Questionnaire, to: Questionnaire): VersionMap {
  const [before, after] = [asked(from), asked(to)];
  const both = [...before].filter(([name]) => after.has(name));
  const changed = both.filter(([name, item]) => shapeOf(item, from) !== shapeOf(after.get(name)!, to));
  return { kept: both.length - changed.length, changed: changed.map(([, item]) => label(item)), gone: [...before].filter(([name]) => !after.has(name)).map(([, item]) => label(item)), added: [...after].filter(([name]) => !before.has(name)).map(([, item]) => label(item)) };
}
