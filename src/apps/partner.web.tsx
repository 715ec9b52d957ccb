import { startPartner } from '../areas/referrals/web/partner/partner-page.ts';
import '../platform/web/confirm/confirm.css';
import '../areas/referrals/web/partner/partner.css';

// Served at /p/{code}, and at /p for whoever types the code from a sheet: what a provider without an account is asked, and by which it answers and reports.
const typed = location.pathname.split('/').filter(Boolean)[1] ?? '';
startPartner(document.getElementById('confirm')!, typed.replace(/%[0-9a-f]{2}|[^0-9a-z]/gi, '').toUpperCase());
