import type { Cores, CoreUse, Lease } from './cores.ts'

/** One lease for all that do the same side by side: asked for by the first that enters, given back when the last has left. */
export class SharedLease<Member> {
  private readonly inside = new Set<Member>()
  private asked: Promise<Lease> | null = null
  private granted: Lease | null = null
  private cancelled = new AbortController()
  private readonly of: Cores
  private readonly use: CoreUse
  private readonly changed: () => void

  /** `changed` is called where it has other cores, or fewer share them. */
  constructor(cores: Cores, use: CoreUse, changed: () => void) {
    this.of = cores
    this.use = use
    this.changed = changed
  }

  get members(): readonly Member[] {
    return [...this.inside]
  }

  /** Cores that it has now. */
  get cores(): number {
    return this.granted?.cores ?? 0
  }

  /** Settles once there are cores. Rejects where `cancel` was called meanwhile. */
  async enter(member: Member): Promise<void> {
    // Inside at once, so that nobody who leaves meanwhile takes the last one for gone.
    this.inside.add(member)
    await this.ask()
  }

  leave(member: Member): void {
    if (!this.inside.delete(member)) return
    if (this.inside.size === 0) this.giveBack()
    else if (this.granted) this.changed()
  }

  /** Gives the cores back while its members go on later. */
  pause(): void {
    this.giveBack()
  }

  /** False where that was cancelled. */
  async resume(): Promise<boolean> {
    if (this.inside.size === 0) return true
    try {
      await this.ask()
      return true
    } catch {
      return false
    }
  }

  /** Whoever waits for cores waits no more. */
  cancel(): void {
    this.cancelled.abort(new Error('stopped while it waited for a core'))
    this.cancelled = new AbortController()
  }

  private ask(): Promise<Lease> {
    if (this.asked) return this.asked
    const request = { use: this.use, most: this.of.total, resize: () => this.changed() }
    const asked = (this.asked = this.of.lease(request, this.cancelled.signal))
    asked.then(
      (lease) => this.asked === asked && (this.granted = lease),
      () => this.asked === asked && (this.asked = null)
    )
    return asked
  }

  private giveBack(): void {
    const { asked } = this
    this.asked = null
    this.granted = null
    asked?.then(
      (lease) => lease.free(),
      () => undefined
    )
  }
}
