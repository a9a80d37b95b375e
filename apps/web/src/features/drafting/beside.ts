/*
 * What stands beside the text of a draft and comes up over it, in one file that is loaded when the text is there (use-beside.ts): a text is
 * opened without it.
 */
export { Comments } from '../comments/Comments.tsx'
export { MomentDialog } from '../history/timeline/MomentDialog.tsx'
export { Timeline } from '../history/timeline/Timeline.tsx'
export { CopyDialog } from '../own-pages/CopyDialog.tsx'
export { OwnPages } from '../own-pages/OwnPages.tsx'
export { LimiteDialog } from '../pasting/LimiteDialog.tsx'
export { PositionActions } from '../position/PositionActions.tsx'
export { PositionFacts } from '../position/PositionFacts.tsx'
export { RecordNotes } from '../position/RecordNotes.tsx'
export { SectionCount } from '../sections/SectionCount.tsx'
export { SectionState } from '../sections/SectionState.tsx'
export { LockedText } from '../spill/LockedText.tsx'
export { ReportSpillDialog } from '../spill/ReportSpillDialog.tsx'
export { SpillNotice } from '../spill/SpillNotice.tsx'
export { SuggestionsPanel } from '../suggestions/SuggestionsPanel.tsx'
export { DraftFileMenu } from './DraftFileMenu.tsx'
export { Drawer } from './Drawer.tsx'
export { RenameDialog } from './RenameDialog.tsx'
export { SidePanel } from './SidePanel.tsx'
export { Toolbar } from './toolbar/Toolbar.tsx'
