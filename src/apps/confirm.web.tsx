import { startConfirm } from '../platform/web/confirm/confirm-page.ts';
import '../platform/web/confirm/confirm.css';

// Served at /c/{code}, and at /c for whoever types the code. On the slip the code stands in groups; spaces or hyphens typed with it do not matter.
const typed = location.pathname.split('/').filter(Boolean)[1] ?? '';
startConfirm(document.getElementById('confirm')!, typed.replace(/%[0-9a-f]{2}|[^0-9a-z]/gi, ''));
