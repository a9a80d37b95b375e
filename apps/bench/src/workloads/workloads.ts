import { kills } from './kills.ts'
import { largeDocument } from './large-document.ts'
import { longHistory } from './long-history.ts'
import { manyDocuments } from './many-documents.ts'
import { reconnection } from './reconnection.ts'
import { saturation } from './saturation.ts'
import { typing, typingInLarge } from './typing.ts'
import type { Workload } from './workload.ts'

/** Every workload, in the order of the table. */
export const workloads: readonly Workload[] = [
  typing(5),
  typing(25),
  typing(100),
  typingInLarge,
  saturation,
  manyDocuments,
  largeDocument,
  reconnection,
  kills,
  longHistory,
]
