import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import { CHANNEL_KINDS, type ChannelKind } from '../core/channel.ts';
import type { ChannelPage as Answered, ChannelShown } from '../core/contract.ts';
import { SetUpDialog, TrialDialog } from './channel-dialogs.tsx';
import './channels.css';
import { MessageState, whatHappened } from './message-state.tsx';

/** By which ways messages leave the own place: set up, tried, switched on and off. */
export default function ChannelPage() {
  const channels = useQueryOf<Answered>('/api/channels', {}, { kinds: ['message'] });
  return <Answer of={channels} lines={8}>{(page) => <Channels page={page} />}</Answer>;
}

function Channels({ page }: { page: Answered }) {
  const [act, begin] = useState<{ what: 'setUp' | 'try'; kind: ChannelKind } | null>(null);
  const turn = useCommand<{ kind: ChannelKind; isOn: boolean }>('/api/channels/switch', { onDone: () => announce(say('channels.switched')) });
  const channelOf = (kind: ChannelKind) => page.items.find((one) => one.kind === kind) ?? null;
  return (
    <Page title={say('channels.title', { place: page.place })} lead={say('channels.lead')} actions={<><To path="/message-texts">{say('channels.texts.menu')}</To><To path="/messages">{say('channels.sent.menu')}</To></>}>
      {turn.refusal && <Problem refusal={turn.refusal} />}
      <ul className="channels-list">
        <li><div className="channels-head"><h2>{say('channels.kind.inApp')}</h2><StatusTag word={say('channels.isAlways')} tone="steppe" shape="tick" /></div></li>
        {CHANNEL_KINDS.map((kind) => {
          const channel = channelOf(kind);
          return (
            <li key={kind}>
              <div className="channels-head"><h2>{say(`channels.kind.${kind}`)}</h2><Standing channel={channel} above={page.above.filter((one) => one.kind === kind).at(-1)?.place ?? null} /></div>
              {channel?.isSecretLost && <p className="channels-lost" role="alert">{say('channels.secretLost')}</p>}
              {channel && <Facts channel={channel} />}
              <div className="channels-acts">
                <ActionButton label={say(channel ? 'channels.change' : 'channels.setUp')} size="small" onClick={() => begin({ what: 'setUp', kind })} />
                {channel && <ActionButton label={say('channels.try')} size="small" onClick={() => begin({ what: 'try', kind })} />}
                {channel && <ActionButton label={say(channel.isOn ? 'channels.off' : 'channels.on')} size="small" isSending={turn.isSending} onClick={() => void turn.send({ kind, isOn: !channel.isOn })} />}
              </div>
            </li>
          );
        })}
      </ul>
      {act && <SetUpDialog key={`${act.kind}-${channelOf(act.kind)?.version ?? 0}`} isOpen={act.what === 'setUp'} kind={act.kind} channel={channelOf(act.kind)} close={() => begin(null)} />}
      {act && <TrialDialog isOpen={act.what === 'try'} kind={act.kind} close={() => begin(null)} />}
    </Page>
  );
}

function Standing({ channel, above }: { channel: ChannelShown | null; above: string | null }) {
  if (!channel) return <StatusTag word={above ? say('channels.fromAbove', { place: above }) : say('channels.notSet')} tone="stone" shape="ring" />;
  if (channel.isSecretLost) return <StatusTag word={say('channels.isSecretLost')} tone="poppy" shape="cross" />;
  return channel.isOn ? <StatusTag word={say('channels.isOn')} tone="steppe" shape="tick" /> : <StatusTag word={say('channels.isOff')} tone="stone" shape="bar" />;
}

/** What it is known by, and what its last trial came to. */
function Facts({ channel: { settings, lastTrial, changedBy, changedAt } }: { channel: ChannelShown }) {
  const known = settings.addressShown ?? [settings.from, settings.host && `${settings.host}:${settings.port}`].filter(Boolean).join(' · ');
  return (
    <>
      <p className="channels-known">{known} <span className="quiet">{say('channels.changedBy', { who: changedBy, when: moment(changedAt) })}</span></p>
      {lastTrial && (
        <p className="channels-trial" aria-live="polite">
          <span>{lastTrial.addressMasked ? say('channels.lastTrialTo', { when: moment(lastTrial.at), to: lastTrial.addressMasked }) : say('channels.lastTrial', { when: moment(lastTrial.at) })}</span>
          <MessageState state={lastTrial.state} /> <span className="quiet channels-said">{whatHappened(lastTrial)}</span>
        </p>
      )}
    </>
  );
}
