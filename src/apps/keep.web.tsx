import { startKeeping } from '../areas/resources/web/public/keep-page.ts';
import '../platform/web/confirm/confirm.css';
import '../areas/resources/web/public/keep.css';

// Served at /k/{code}, and at /k for whoever types the code: what a partner without an account keeps. Spaces or hyphens typed with it do not matter.
const typed = location.pathname.split('/').filter(Boolean)[1] ?? '';
startKeeping(document.getElementById('confirm')!, typed.replace(/%[0-9a-f]{2}|[^0-9a-z]/gi, '').toUpperCase());
