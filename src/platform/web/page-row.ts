import type { ComponentType } from 'react';
import type { Role } from '../../kernel/role.ts';

/** What an area says about one of its pages, in `src/areas/<area>/web/pages.ts`. */
export type PageRow = {
  /** `/needs/:needId`; the page reads the part with `usePathPart('needId')`. */
  path: string;
  /** The file's default export, loaded when somebody goes there. */
  component: () => Promise<{ default: ComponentType }>;
  /** For pages outside the shell, without a session: sign-in. */
  isOpen?: boolean;
  /** Who may see it; a row with a menu takes that of the menu. */
  permission?: string;
  menu?: {
    /** A message's key. */
    label: string;
    permission: string;
    icon: ComponentType;
    /** Ascending; a new hundred starts a new group: my work 100, needs 200, resources 210, … */
    order: number;
    /** Its rank among the four tabs at a phone's foot, for what is done on one's feet; without it after those, in `order`. */
    onPhone?: number;
    /** `g` and then this. */
    key?: string;
    /** A list whose exact `total` stands beside the label. */
    count?: string;
    /** A list of residents' own records: no entry for officers of city and banner, who would find it empty. They come to what it holds, without the residents, through the figures. */
    ofResidents?: true;
  };
};

export type MenuRow = PageRow & { menu: NonNullable<PageRow['menu']> };

/** Of a grant, what its menu depends on. */
export type MenuOf = { permissions: string[]; seesFiguresOnly: boolean };

/** The menu of one grant: only what it may do and has something behind it, in order. */
export const menuOf = (pages: PageRow[], { permissions, seesFiguresOnly }: MenuOf): MenuRow[] =>
  pages.filter((page): page is MenuRow => page.menu !== undefined && permissions.includes(page.menu.permission) && !(seesFiguresOnly && page.menu.ofResidents)).sort((a, b) => a.menu.order - b.menu.order);

/** Roles whose day starts on another page than the first of their menu. */
export type Homes = Partial<Record<Role, string>>;

/** Where a grant starts: on the page made for its role, else on the first of its menu, which is my work wherever there is any. */
export const homeOf = (pages: PageRow[], of: MenuOf, home: string | undefined): MenuRow | undefined => {
  const menu = menuOf(pages, of);
  return menu.find((page) => page.path === home) ?? menu[0];
};
