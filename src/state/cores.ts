import { Announcement } from './announcement.ts'

export type CoreUse =
  | 'training'
  | 'getting ready to train'
  | 'drawing'
  | 'redrawing'
  | 'answering a question'
  | 'rewinding trees'
  | 'scoring an imported model'
  | 'scoring traffic'
  | 'measuring'
  | 'working out a ceiling'

export interface LeaseRequest {
  readonly use: CoreUse
  /** It does not begin with fewer. */
  readonly least?: number
  /** It has no use for more. */
  readonly most?: number
  /** Takes more or fewer while it goes on, and is told so; without it, it keeps what it was given. */
  readonly resize?: (cores: number) => void
  /** Called where something waits: it should end its lease soon. */
  readonly giveWay?: () => void
}

/** Cores that are one's own until they are given back. */
export interface Lease {
  readonly cores: number
  free(): void
}

interface Held {
  readonly request: LeaseRequest
  cores: number
}

interface Waiting {
  readonly request: LeaseRequest
  readonly grant: (lease: Lease) => void
}

/** The machine's cores: leases never sum to more than there are, and what finds none free waits in line. */
export class Cores {
  readonly total: number
  /** After every lease that begins, grows, shrinks or ends, and everything that begins to wait. */
  readonly changed = new Announcement()
  private readonly held = new Set<Held>()
  private line: readonly Waiting[] = []

  constructor(total: number) {
    this.total = Math.max(1, Math.floor(total))
  }

  /** Cores that are out. */
  get leased(): number {
    return [...this.held].reduce((sum, { cores }) => sum + cores, 0)
  }

  /** Whether nothing but these uses has cores now. */
  isOnly(...uses: readonly CoreUse[]): boolean {
    return [...this.held].every(({ request }) => uses.includes(request.use))
  }

  /** Settles with a lease once enough cores are free. @throws where the signal says that nobody wants it any more */
  lease(request: LeaseRequest, signal?: AbortSignal): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.line = this.line.filter((one) => one !== waiting)
        reject(signal?.reason as Error)
        this.admit()
      }
      const waiting: Waiting = {
        request,
        grant: (lease) => {
          signal?.removeEventListener('abort', leave)
          resolve(lease)
        },
      }
      if (signal?.aborted) return leave()
      signal?.addEventListener('abort', leave, { once: true })
      this.line = [...this.line, waiting]
      this.admit()
    })
  }

  /** Why something of these uses waits, in words; null where nothing does. */
  waitingText(...of: readonly CoreUse[]): string | null {
    if (!this.line.some(({ request }) => of.includes(request.use))) return null
    const uses = new Map<CoreUse, number>()
    for (const { request, cores } of this.held) uses.set(request.use, (uses.get(request.use) ?? 0) + cores)
    const parts = [...uses].map(
      ([name, cores], i) => `${cores}${i === 0 ? ` of ${this.total}` : ''} ${cores === 1 ? 'is' : 'are'} ${name}`
    )
    return `Waiting for a free core: ${parts.join(', ')}.`
  }

  /** Runs work on a lease, and gives it back however the work ends. */
  async during<T>(request: LeaseRequest, work: (lease: Lease) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const lease = await this.lease(request, signal)
    try {
      return await work(lease)
    } finally {
      lease.free()
    }
  }

  /** Lets in, in the order of the line, whoever finds room, then shares out what is left. */
  private admit(): void {
    for (const waiting of this.line) {
      if (this.leastOfAll() + leastOf(waiting.request, this.total) > this.total) continue
      this.line = this.line.filter((one) => one !== waiting)
      const held: Held = { request: waiting.request, cores: 0 }
      this.held.add(held)
      this.share(held)
      waiting.grant(this.leaseOf(held))
    }
    if (this.line.length > 0) for (const { request } of this.held) request.giveWay?.()
    this.share()
    this.changed.tell()
  }

  private leastOfAll(): number {
    return [...this.held].reduce((sum, one) => sum + this.leastNow(one), 0)
  }

  /** What a lease cannot go without: all it has, where it cannot be resized. */
  private leastNow({ request, cores }: Held): number {
    return request.resize && cores > 0 ? leastOf(request, this.total) : Math.max(cores, leastOf(request, this.total))
  }

  /** Gives a core at a time to whoever has fewest of those that take more. */
  private share(newest?: Held): void {
    const open = [...this.held].filter((one) => one === newest || one.request.resize)
    const shares = new Map(open.map((one) => [one, leastOf(one.request, this.total)]))
    const fixed = [...this.held].filter((one) => !shares.has(one)).reduce((sum, one) => sum + one.cores, 0)
    let free = this.total - fixed - [...shares.values()].reduce((sum, cores) => sum + cores, 0)
    for (; free > 0; free--) {
      const hungry = open.filter((one) => (shares.get(one) ?? 0) < mostOf(one.request, this.total))
      if (hungry.length === 0) break
      const next = hungry.reduce((a, b) => ((shares.get(b) ?? 0) < (shares.get(a) ?? 0) ? b : a))
      shares.set(next, (shares.get(next) ?? 0) + 1)
    }
    // Whoever gets fewer first, so that the sum is never above what there is.
    const changes = [...shares].filter(([one, cores]) => one.cores !== cores)
    for (const [one, cores] of changes.sort(([a, x], [b, y]) => x - a.cores - (y - b.cores))) {
      const isNew = one === newest
      one.cores = cores
      if (!isNew) one.request.resize?.(cores)
    }
  }

  private leaseOf(held: Held): Lease {
    return {
      get cores() {
        return held.cores
      },
      free: () => {
        if (this.held.delete(held)) this.admit()
      },
    }
  }
}

function leastOf({ least = 1 }: LeaseRequest, total: number): number {
  return Math.min(total, Math.max(1, least))
}

function mostOf({ most = 1, ...rest }: LeaseRequest, total: number): number {
  return Math.min(total, Math.max(leastOf(rest, total), most))
}
