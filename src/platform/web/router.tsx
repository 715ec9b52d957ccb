import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRoute, type AsyncRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Announcements } from './announce.tsx';
import { ApiRefusal, whenNotSignedIn } from './api.ts';
import { FIRST_PASSWORD, SIGN_IN } from './back.ts';
import { queries } from './data.ts';
import { parseSearch, stringifySearch } from './navigation.tsx';
import { takeIdle } from './idle-told.ts';
import { homeOf, type Homes, type PageRow } from './page-row.ts';
import { grantOf, menuSightOf, loadSession, useSession } from './session.ts';
import { ErrorState, LoadingState } from './states.tsx';

const NotFound = () => <ErrorState fault={new ApiRefusal(404, 'notFound', '')} />;
const NotPermitted = () => <ErrorState fault={new ApiRefusal(403, 'notPermitted', '')} />;

/** Every page can be told something, the open ones too. */
const Root = () => <><Outlet /><Announcements /></>;

const lazyPage = (page: PageRow) => lazyRouteComponent(page.component as () => Promise<{ default: () => ReactNode }>, 'default') as AsyncRouteComponent<object>;

/** A page that this grant may not see says so itself, instead of a row of refused requests. */
function guarded(page: PageRow) {
  const Page = lazyPage(page);
  const permission = page.permission ?? page.menu?.permission;
  if (!permission) return Page;
  const Guarded = () => (useSession().permissions.includes(permission) ? <Page /> : <NotPermitted />);
  Guarded.preload = Page.preload;
  return Guarded;
}

/** Makes the app's routes from the areas' page rows: those in the shell need a session, the open ones none. */
export function makeRouter(pages: PageRow[], Shell: () => ReactNode, homes: Homes = {}) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound });
  const shell = createRoute({
    getParentRoute: () => root, id: 'shell', component: Shell,
    beforeLoad: async ({ location }) => {
      try {
        if ((await loadSession()).mustChangePassword) throw redirect({ to: FIRST_PASSWORD, search: { back: location.href } as never });
      } catch (fault) {
        if (fault instanceof ApiRefusal && fault.status === 401) throw redirect({ to: SIGN_IN, search: { back: location.href } as never });
        throw fault;
      }
    },
  });
  const home = createRoute({
    getParentRoute: () => shell, path: '/',
    beforeLoad: async () => {
      const session = await loadSession();
      const first = homeOf(pages, menuSightOf(session), homes[grantOf(session)?.role ?? 'resident']);
      if (first) throw redirect({ to: first.path as never, replace: true });
    },
    component: NotPermitted,
  });
  const routeOf = (parent: AnyRoute) => (page: PageRow) => createRoute({ getParentRoute: () => parent, path: page.path.replace(/:(\w+)/g, '$$$1'), component: page.isOpen ? lazyPage(page) : guarded(page) });
  // An unknown address keeps the shell around it, so that one finds the way on.
  const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([home, unknown, ...pages.filter((page) => !page.isOpen).map(routeOf(shell))]), ...pages.filter((page) => page.isOpen).map(routeOf(root))]),
    parseSearch, stringifySearch, defaultPendingMs: 200, scrollRestoration: true, scrollToTopSelectors: ['#main'], defaultPendingComponent: () => <LoadingState />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState fault={error} tryAgain={() => { reset(); void router.invalidate(); }} />,
    defaultNotFoundComponent: NotFound,
  });
  whenNotSignedIn(() => {
    const { pathname, href } = router.state.location;
    if (pathname === SIGN_IN) return;
    queries.clear();
    router.history.push(`${SIGN_IN}${stringifySearch({ back: href, ...(takeIdle() ? { idle: '1' } : {}) })}`);
  });
  return router;
}
