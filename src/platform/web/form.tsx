import { useBlocker } from '@tanstack/react-router';
import Modal from 'antd/es/modal';
import { type FormEvent, type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { ActionButton } from './action-button.tsx';
import type { Issue } from './api.ts';
import { useCommand } from './data.ts';
import { FormContext, type KnownField, type Values } from './form-context.ts';
import { SIGN_IN } from './back.ts';
import { dropDraft, findDraft, keepDraft } from './form-draft.ts';
import { moment } from './format.ts';
import { say } from './say.ts';

/** Fits a zod schema: `check={HearNeed}`. */
type Schema = { safeParse: (values: unknown) => { success: boolean; error?: { issues: readonly { path: readonly PropertyKey[]; code?: string; message: string }[] } } };

export type FormProps<A> = {
  /** Names the draft too: one for each thing that may be filled in side by side, `need-edit-${id}`. */
  name: string;
  /** POST `{ requestId, ...fixed, ...values }`. */
  path: string;
  initial?: Values;
  /** Sent along, not asked for: `{ needId }`. */
  fixed?: Values;
  /** What goes with the values when they are sent, and into no draft: large or private things. */
  also?: (values: Values) => Values;
  /** A zod schema for more than what `required` says; it gets `{ ...fixed, ...values }`, without `requestId`. */
  check?: Schema;
  /** The words on the button. */
  submit: string;
  disabledReason?: string | null | undefined;
  onDone: (answer: A, values: Values) => void;
  onCancel?: () => void;
  /** Keep no draft, ask nothing on leaving: for a question of one line. */
  isBrief?: boolean;
  children: ReactNode;
};

type Problem = { field: KnownField | null; message: string };

/** Each issue finds its field by the longest beginning of its path; what finds none is told above all. */
function problemsOf(issues: Issue[], fields: KnownField[]): Problem[] {
  return issues.map((issue) => {
    const path = issue.path.map(String);
    const field = fields.find(({ name }) => name === path.join('.')) ?? fields.find(({ name }) => name === path[0]) ?? null;
    return { field, message: issue.message };
  });
}

/** What an input itself says against what is written in it, by the browser's own means: its value alone cannot tell unreadable from empty. */
const complaintOf = ({ id }: KnownField): string => {
  const input = document.getElementById(id);
  return input instanceof HTMLInputElement && input.validity.customError ? input.validationMessage : '';
};

/** To the first thing wrong as the page shows it, which is not always the first that was found. */
function focusFirst(problems: Problem[]): void {
  const inputs = problems.flatMap(({ field }) => inputOf(field) ?? []);
  inputs.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))[0]?.focus();
}

/** A field's input; of a group of choices the chosen one, or the first. */
function inputOf(field: KnownField | null): HTMLElement | null {
  const named = field && document.getElementById(field.id);
  return named && (named.matches('input, textarea, select, button') ? named : (named.querySelector<HTMLElement>('input:checked') ?? named.querySelector<HTMLElement>('input, textarea, select, button') ?? named));
}

const isBlank = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** One column of fields that is sent as one command. Ctrl+Enter saves; mistakes stand at their fields and in a summary that leads there. */
export function Form<A = unknown>({ name, path, initial, fixed, also, check, submit, disabledReason, onDone, onCancel, isBrief, children }: FormProps<A>) {
  const draft = useMemo(() => (isBrief ? null : findDraft(name)), [name, isBrief]);
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...draft?.values }));
  const [draftOf, tellDraft] = useState(draft?.at ?? null);
  const [isTouched, touch] = useState(draft !== null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const fields = useRef<KnownField[]>([]);
  const isLeaving = useRef(false);
  const command = useCommand<Values, A>(path);

  const know = useCallback((field: KnownField) => {
    fields.current.push(field);
    return () => {
      fields.current = fields.current.filter((known) => known !== field);
      // a field that is no longer asked has nothing left to be mended
      setProblems((before) => (before.some((problem) => problem.field === field) ? before.filter((problem) => problem.field !== field) : before));
    };
  }, []);
  const latest = useRef(command);
  latest.current = command;
  // What was said against a field, and against the whole as it stood, is no longer true of what is now written.
  const set = useCallback((field: string, value: unknown) => {
    touch(true);
    setValues((before) => ({ ...before, [field]: value }));
    // a field of many parts (`answers.home/age`) is written as one
    setProblems((before) => before.filter((problem) => problem.field !== null && problem.field.name !== field && !problem.field.name.startsWith(`${field}.`)));
    if (latest.current.refusal) latest.current.forget();
  }, []);
  useEffect(() => {
    if (isTouched && !isBrief && !isLeaving.current) keepDraft(name, values);
  }, [values, isTouched, isBrief, name]);

  const ownProblems = (): Problem[] => {
    const unread = fields.current.flatMap((field) => { const message = complaintOf(field); return message ? [{ field, message }] : []; });
    if (unread.length > 0) return unread;
    const missing = fields.current.filter((field) => field.required && isBlank(values[field.name])).map((field) => ({ field, message: say('platform.form.missing', { field: field.label }) }));
    if (missing.length > 0 || !check) return missing;
    const parsed = check.safeParse({ ...fixed, ...values });
    const issues = (parsed.error?.issues ?? []).filter((issue) => issue.path[0] !== 'requestId');
    return problemsOf(issues.map((issue) => ({ path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))), code: issue.code ?? 'wrong', message: issue.message })), fields.current);
  };
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (disabledReason || command.isSending) return;
    const found = ownProblems();
    setProblems(found);
    command.forget();
    focusFirst(found);
    if (found.length > 0) return;
    const answer = await command.send({ ...fixed, ...values, ...also?.(values) });
    if (answer === undefined) return;
    isLeaving.current = true;
    dropDraft(name);
    onDone(answer, values);
  };
  useEffect(() => {
    if (!command.refusal) return;
    const found = problemsOf(command.refusal.issues, fields.current);
    setProblems(found);
    focusFirst(found);
  }, [command.refusal]);

  const form = useMemo(() => ({ name, values, set, know, problemOf: (field: string) => problems.find((problem) => problem.field?.name === field)?.message, refusal: command.refusal }), [name, values, set, know, problems, command.refusal]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  const restart = () => {
    dropDraft(name);
    tellDraft(null);
    touch(false);
    setValues({ ...initial });
  };
  return (
    <FormContext.Provider value={form}>
      <form className="form" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown} noValidate>
        {draftOf && <p className="form-draft">{say('platform.form.draft', { when: moment(draftOf) })} <button type="button" className="text-button" onClick={restart}>{say('platform.form.draftAway')}</button></p>}
        <Summary problems={problems} refusal={command.refusal && command.refusal.issues.length === 0 ? command.refusal.message : null} />
        {children}
        <div className="form-foot">
          <ActionButton kind="primary" submits label={submit} disabledReason={disabledReason} isSending={command.isSending} hotkey="Ctrl+Enter" />
          {onCancel && <ActionButton label={say('platform.cancel')} onClick={onCancel} />}
        </div>
      </form>
      {!isBrief && <LeavingGuard isOn={() => isTouched && !isLeaving.current} />}
    </FormContext.Provider>
  );
}

function Summary({ problems, refusal }: { problems: Problem[]; refusal: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const count = problems.length;
  // what belongs to no field is read here; the rest is mended at the first of its fields, where the focus goes by itself
  const isOfAll = refusal !== null || (count > 0 && problems.every(({ field }) => field === null));
  useEffect(() => {
    if (isOfAll) box.current?.focus();
  }, [refusal, isOfAll]);
  if (count === 0 && !refusal) return null;
  return (
    <div className="problem" role="alert" tabIndex={-1} ref={box} aria-labelledby={id}>
      <p id={id}>{refusal ?? say('platform.form.problems', { count })}</p>
      {count > 0 && (
        <ul>
          {problems.map(({ field, message }) => (
            <li key={`${field?.name}${message}`}>
              {field ? <a href={`#${field.id}`} onClick={(event) => { event.preventDefault(); inputOf(field)?.focus(); }}>{message}</a> : message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Asks before a form that was begun is left. Not on the way to the door: when a session is over nothing of it stays on the screen, and the draft waits. */
function LeavingGuard({ isOn }: { isOn: () => boolean }) {
  const blocker = useBlocker({ withResolver: true, enableBeforeUnload: isOn, shouldBlockFn: ({ current, next }) => isOn() && current.pathname !== next.pathname && next.pathname !== SIGN_IN });
  return (
    <Modal open={blocker.status === 'blocked'} title={say('platform.form.leave')} okText={say('platform.form.stay')} cancelText={say('platform.form.leaveYes')} width={420}
      onOk={() => blocker.reset?.()} onCancel={() => blocker.proceed?.()} closable={false} keyboard={false} mask={{ closable: false }}>
      <p>{say('platform.form.leaveWhy')}</p>
    </Modal>
  );
}
