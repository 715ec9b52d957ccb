import Modal from 'antd/es/modal';
import { ShownKey } from './keys.tsx';
import type { MenuRow } from './page-row.ts';
import { say } from './say.ts';

function Group({ title, keys }: { title: string; keys: [string, string][] }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="keys-list">{keys.map(([combination, words]) => <div key={combination}><dt><ShownKey combination={combination} /><span className="unseen">{combination}</span></dt><dd>{words}</dd></div>)}</dl>
    </section>
  );
}

/** All keys on one sheet. */
export function KeysHelp({ isOpen, close, rows }: { isOpen: boolean; close: () => void; rows: MenuRow[] }) {
  const pages = rows.filter((row) => row.menu.key).map((row): [string, string] => [`g ${row.menu.key}`, say('platform.keys.go', { page: say(row.menu.label) })]);
  return (
    <Modal open={isOpen} onCancel={close} footer={null} title={say('platform.keys')} width={640} destroyOnHidden>
      <div className="keys-help">
        <Group title={say('platform.keys.everywhere')} keys={[['/', say('platform.keys.search')], ['?', say('platform.keys.help')], ...pages]} />
        <div>
          <Group title={say('platform.keys.lists')} keys={[['j k', say('platform.keys.move')], ['x', say('platform.keys.select')], ['e', say('platform.keys.edit')], ['Enter', say('platform.keys.open')]]} />
          <Group title={say('platform.keys.forms')} keys={[['Ctrl Enter', say('platform.keys.save')]]} />
        </div>
      </div>
    </Modal>
  );
}
