import { saturation } from './saturation.ts'
import { typing, typingInLarge } from './typing.ts'
import type { Workload } from './workload.ts'

/** Every workload, in the order of the table. */
export const workloads: readonly Workload[] = [typing(5), typing(25), typing(100), typingInLarge, saturation]
