const LAB_LOCK = 'skewlab-lab'
const TRAINING_LOCK = 'skewlab-training'

/** True when this tab is the one that keeps runs; false when the lab is already open in another tab. */
export function claimLab(): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true)
  return new Promise((resolve) => {
    navigator.locks
      .request(LAB_LOCK, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock ? new Promise<void>(() => undefined) : undefined
      })
      .catch(() => resolve(true))
  })
}

/** Keeps the browser from freezing a hidden tab while `work` goes on. */
export async function whileAwake<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  navigator.locks.request(TRAINING_LOCK, { mode: 'shared' }, () => held).catch(() => undefined)
  try {
    return await work()
  } finally {
    release()
  }
}
