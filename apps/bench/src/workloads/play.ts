/** When which client sends which of its updates, in milliseconds from the beginning. */
export interface Step {
  readonly at: number
  readonly index: number
  readonly update: number
}

/** Everybody's updates at an even rate, each at a random moment of its interval, in the order of time. */
export function evenPlan(
  clients: number,
  {
    count,
    interval,
    random,
  }: { readonly count: number; readonly interval: number; readonly random: () => number },
): readonly Step[] {
  return Array.from({ length: clients }, (_client, index) =>
    Array.from({ length: count }, (_update, update) => ({
      at: (update + random()) * interval,
      index,
      update,
    })),
  )
    .flat()
    .sort((one, other) => one.at - other.at)
}

/** Acts at each step's moment, or as soon after it as the driver can; ends with the last step or when `isOver` says so. */
export function play(
  plan: readonly Step[],
  act: (step: Step, now: number) => void,
  isOver: () => boolean = () => false,
): Promise<void> {
  const begin = performance.now()
  return new Promise((resolve) => {
    let next = 0
    const send = () => {
      let now = performance.now()
      for (let step = plan[next]; step && begin + step.at <= now && !isOver(); step = plan[next]) {
        act(step, now)
        next += 1
        now = performance.now()
      }
      const step = plan[next]
      if (step && !isOver()) setTimeout(send, begin + step.at - now)
      else resolve()
    }
    send()
  })
}
