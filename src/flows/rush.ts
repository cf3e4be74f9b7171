// What keeps a rush of taps in order: turns, writing together, and time limits that leave nothing behind.

/**
 * Only so many works are under way at a time; the rest wait, first come first served. A thousand taps that all
 * read before any of them writes would read in vain: most learn from the first write that they came too late.
 */
export function turnstile(places: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = places
  const line: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

/**
 * Writes at once when nothing is being written, else together with all that comes until then. When several came
 * together there are more to come, so the next write waits for `rest`: a rush costs a few commits, and a single
 * item never waits. Each item's promise is that of its write.
 */
export function together<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  rest: () => Promise<void>,
): (item: Item) => Promise<void> {
  let waiting: Item[] = []
  let next: Promise<void> | null = null
  let underWay: Promise<void> = Promise.resolve()
  const begin = async (): Promise<void> => {
    await underWay
    const items = waiting
    waiting = []
    next = null
    const done = write(items)
    const ended = done.catch(() => undefined)
    underWay = items.length > 1 ? ended.then(rest) : ended
    return done
  }
  return (item) => {
    waiting.push(item)
    next ??= begin()
    return next
  }
}

/**
 * What `work` comes to; what `late` says when it is not done after so many real milliseconds. The timer goes
 * when the work is done: thousands of answered taps must not be kept in memory for seconds.
 */
export function within<Value>(
  milliseconds: number,
  work: Promise<Value>,
  late: () => Value,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late()), milliseconds)
    timer.unref()
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
