import { readReference } from '../areas/needs/core/reference.ts';
import { startFollow } from '../platform/web/confirm/follow-page.ts';
import '../platform/web/confirm/confirm.css';

// Served at /follow: where a need stands, by the number on the paper and the last four digits of a telephone. The rule of the number comes along, so that a slip of the pen is told at once.
startFollow(document.getElementById('confirm')!, (typed) => readReference(typed) !== null);
