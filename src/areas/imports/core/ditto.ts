import type { Cell } from './sheet.ts';
import { keyOf } from './text.ts';

const DITTO = new Set(['同上', '同上行', '同前', '同上一行', '同上列', '上同', '〃', '″', '"', '”', '“', "''", '″″', '〞', '々', '同', 'ditto', '同上户', '同上面', '同上述', '"”', '“”', '，，', ',,', '〃〃', '""', '′′', '↑', '↑↑', '如上', '同上。', '(同上)', '同上格', '同上项', 'do', 'do.', '……同上', '同上同上']);

/** 同上 and the marks for it: the value of the row above. */
export const isDitto = (cell: Cell | undefined): boolean => cell?.kind === 'text' && DITTO.has(keyOf(cell.text));
