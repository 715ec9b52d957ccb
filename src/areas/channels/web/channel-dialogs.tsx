import Input from 'antd/es/input';
import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { CheckField, ChoiceField, Field, LongTextField, NumberField, TextField, type FieldProps } from '../../../platform/web/form-fields.tsx';
import { say } from '../../../platform/web/say.ts';
import { FIELDS_OF, isRobot, type ChannelKind } from '../core/channel.ts';
import type { ChannelShown } from '../core/contract.ts';
import './channels.css';

const field = (key: string) => say(`channels.field.${key}`);

/** Typed once, and shown to nobody afterwards. */
const SecretField = ({ hint, ...rest }: FieldProps) => (
  <Field<string> {...rest} hint={hint}>
    {(props) => <Input.Password className="channels-secret" {...(props.id ? { id: props.id } : {})} autoComplete="off" value={props.value ?? ''} maxLength={1000} aria-describedby={props.describedBy} aria-invalid={props.isWrong || undefined} status={props.isWrong ? 'error' : ''} onChange={(event) => props.onChange(event.target.value || null)} />}
  </Field>
);

type Of = { kind: ChannelKind; channel: ChannelShown | null };

function FieldOf({ name, kind, channel }: Of & { name: string }) {
  const kept = say('channels.hint.kept');
  switch (name) {
    case 'host': case 'from': return <TextField name={name} label={field(name)} required maxLength={254} />;
    case 'username': return <TextField name="username" label={field('username')} maxLength={254} autoComplete="off" />;
    case 'port': return <NumberField name="port" label={field('port')} required />;
    case 'security': return <ChoiceField name="security" label={field('security')} required options={['tls', 'startTls', 'none'].map((value) => ({ value, label: say(`channels.security.${value}`) }))} />;
    case 'password': return <SecretField name="password" label={field('password')} hint={channel?.hasPassword ? kept : undefined} />;
    case 'url': return <SecretField name="url" label={field('url')} required={!channel || channel.isSecretLost} hint={channel && !channel.isSecretLost ? `${channel.settings.addressShown}. ${kept}` : isRobot(kind) ? say('channels.hint.robot') : undefined} />;
    case 'key': return <><SecretField name="key" label={field('key')} hint={channel?.hasKey ? kept : say(kind === 'sms' ? 'channels.hint.smsKey' : 'channels.hint.key')} />{channel?.hasKey && <CheckField name="removesKey" label={field('removesKey')} words={say('channels.removesKey')} />}</>;
    case 'body': return <LongTextField name="body" label={field('body')} required maxLength={4000} lines={4} hint={say('channels.hint.body', { phone: '{{phone}}', text: '{{text}}' })} />;
    case 'okField': return <TextField name="okField" label={field('okField')} maxLength={100} hint={say('channels.hint.okField')} />;
    default: return <TextField name={name} label={field(name)} maxLength={100} />;
  }
}

export function SetUpDialog({ kind, channel, isOpen, close }: Of & { isOpen: boolean; close: () => void }) {
  const usual = kind === 'email' ? { port: 465, security: 'tls' } : kind === 'sms' ? { body: '{"mobile":"{{phone}}","content":"{{text}}"}' } : {};
  return (
    <FormDialog isOpen={isOpen} title={say(`channels.kind.${kind}`)} lead={say('channels.secretNote')} name={`channel-${kind}`} path="/api/channels/set" fixed={{ kind, version: channel?.version ?? 0 }} initial={{ ...usual, ...channel?.settings, addressShown: undefined }}
      submit={say('platform.save')} onClose={close} onDone={() => announce(say('channels.saved'))}>
      {FIELDS_OF[kind].map((name) => <FieldOf key={name} name={name} kind={kind} channel={channel} />)}
      <CheckField name="isLocal" label={field('isLocal')} words={say('channels.isLocal')} />
    </FormDialog>
  );
}

export function TrialDialog({ kind, isOpen, close }: { kind: ChannelKind; isOpen: boolean; close: () => void }) {
  return (
    <FormDialog isOpen={isOpen} title={say('channels.try')} {...(isRobot(kind) ? { lead: say('channels.hint.robotTrial') } : {})} name={`trial-${kind}`} path="/api/channels/try" fixed={{ kind }} submit={say('channels.try')} onClose={close} onDone={() => announce(say('channels.tried'))}>
      {!isRobot(kind) && <TextField name="to" label={field('to')} required maxLength={254} hint={say(`channels.hint.to.${kind}`)} kind={kind === 'sms' ? 'tel' : 'text'} />}
    </FormDialog>
  );
}
