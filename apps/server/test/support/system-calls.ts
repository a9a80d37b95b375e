import { spawnSync } from 'node:child_process'

/** Whether this machine lets a test watch the system calls of a process that it starts. */
export const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0

/** Starts a program whose system calls go into a file, beside it and not above it: signals are the program's own. */
export function traced(file: string, calls: readonly string[]): readonly string[] {
  return ['strace', '-D', '-f', '-y', '-xx', '-s', '2048', '-o', file, '-e', `trace=${calls.join(',')}`]
}

/** One system call of a trace: the lines at which it began and returned. */
export interface SystemCall {
  readonly name: string
  /** All that is said of it, arguments and result; bytes are in hex. */
  readonly text: string
  readonly begun: number
  readonly returned: number
  /** Null where it has not returned. */
  readonly result: number | null
}

/** Reads what `strace` wrote: calls of all threads in the order in which they returned. */
export function readTrace(trace: string): readonly SystemCall[] {
  const calls: SystemCall[] = []
  const open = new Map<string, { readonly text: string; readonly begun: number }>()
  for (const [line, said] of trace.split('\n').entries()) {
    const [, thread = '', resumed, rest = ''] = /^(\d+) +(<\.\.\. \w+ resumed>)?(.*)$/.exec(said) ?? []
    const before = resumed === undefined ? undefined : open.get(thread)
    const text = (before?.text ?? '') + rest.replace(/ <unfinished \.\.\.>$/, '')
    if (rest.endsWith('<unfinished ...>')) open.set(thread, { text, begun: line })
    else {
      const name = /^\w+/.exec(text)?.[0]
      const result = / = (-?\d+)/.exec(text)?.[1]
      if (name && result)
        calls.push({ name, text, begun: before?.begun ?? line, returned: line, result: Number(result) })
    }
  }
  return calls
}

/** Bytes as a trace has them. */
export function tracedBytes(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

/** A text as a trace has it, in paths too. */
export function tracedText(text: string): string {
  return tracedBytes(new TextEncoder().encode(text))
}
