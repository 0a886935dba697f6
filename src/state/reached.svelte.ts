const KEY = 'skewlab.reached'
const MOST = 500

/** Goals of stories that were reached in this browser, by scenario and story. */
export class ReachedGoals {
  #ids = $state.raw<ReadonlySet<string>>(new Set(read()))

  has(scenario: string, story: string): boolean {
    return this.#ids.has(`${scenario}/${story}`)
  }

  add(scenario: string, story: string): void {
    if (this.has(scenario, story)) return
    this.#ids = new Set([...this.#ids, `${scenario}/${story}`])
    try {
      localStorage.setItem(KEY, JSON.stringify([...this.#ids].slice(-MOST)))
    } catch {
      // Storage may be refused or full: the mark then lasts as long as the page.
    }
  }
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string').slice(-MOST) : []
  } catch {
    return []
  }
}
