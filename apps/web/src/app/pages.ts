/*
 * The light pages in one file: whoever opens one of them has them all, and so has whoever has opened a text, as soon as that is drawn. From
 * then on each opens at once, on a bad network too.
 */
export { DeskPage } from '../features/desk/DeskPage.tsx'
export { DossierPage } from '../features/dossier/DossierPage.tsx'
export { MeetingPage } from '../features/meeting/MeetingPage.tsx'
export { MeetingsPage } from '../features/meeting/MeetingsPage.tsx'
export { NewMeetingPage } from '../features/meeting/NewMeetingPage.tsx'
export { NotificationsPage } from '../features/notifications/NotificationsPage.tsx'
export { NewPositionPage } from '../features/position/NewPositionPage.tsx'
export { MeetingReportPage } from '../features/report/MeetingReportPage.tsx'
export { ReportsPage } from '../features/report/ReportsPage.tsx'
export { SearchPage } from '../features/search/SearchPage.tsx'
export { SignInPage } from '../features/sign-in/SignInPage.tsx'
