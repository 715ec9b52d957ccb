import type { Step } from './expression.ts';
import { callFunction, type Among } from './functions.ts';
import { combine, toNumber, Unread, type Value } from './values.ts';

/** What an expression comes to: each step takes its values from the stack and puts its own there. */
export function evaluate(steps: readonly Step[], among: Among): Value {
  const stack: Value[] = [];
  const take = (): Value => { const value = stack.pop(); if (value === undefined) throw new Unread(''); return value; };
  steps.forEach((step, i) => {
    switch (step.do) {
      case 'value': stack.push(step.value); return;
      case 'reference': stack.push({ nodes: among.refer(step.name) }); return;
      case 'self': stack.push({ nodes: [among.self] }); return;
      case 'column': stack.push({ nodes: [among.column(step.name)] }); return;
      case 'minus': stack.push(-toNumber(take())); return;
      case 'binary': { const second = take(); stack.push(combine(step.sign, take(), second)); return; }
      case 'call': stack.push(callFunction(step.name, step.given === 0 ? [] : stack.splice(-step.given), among)); return;
      case 'parent': {
        // `position(..)` is the one place where forms ask for what stands around them
        const next = steps[i + 1];
        if (next?.do !== 'call' || next.name !== 'position') throw new Unread('..');
        stack.push('');
      }
    }
  });
  return take();
}
