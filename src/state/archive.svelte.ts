import type { Checkpoint, DataFile } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { Announcement } from './announcement.ts'
import { fileOn } from './document-for-file.ts'
import { fileOfKey } from './file-key.ts'
import type { Keep } from './run-store.ts'
import type { KeptOperation } from './kept-operation.ts'
import { SHAPE, type KeptRun } from './kept-run.ts'
import { claimLab } from './presence.ts'
import { isOfEarlierWorld, RunState } from './run.svelte.ts'

const KEEP_EVERY_MS = 2_000
const GONE = 'an earlier version of this world, whose rows cannot be drawn again'
/** Live traffic kept, and models retrained on it: the newest ones. */
export const MOST_OPERATIONS = 20
const MOST_RETRAINED = 30
/** Loose runs kept in the list and on disk, whatever rows they are on; pinned ones stay. */
export const MOST_LOOSE_RUNS = 30

/** Every run of this lab: those under way, those that ended, those of earlier visits. Kept on disk by one tab at a time. */
export class RunArchive {
  runs = $state.raw<readonly RunState[]>([])
  /** Runs that a closed page left unfinished, and that can go on. */
  unfinished = $state.raw<readonly KeptRun[]>([])
  /** Those that cannot, as their world draws other rows now; they stand among the runs. Emptied once a person has read it. */
  stranded = $state.raw<readonly RunState[]>([])
  /** Runs that the last training pushed out, until the reader has answered: they can be kept. */
  pushedOut = $state.raw<readonly RunState[]>([])

  /** Models that were retrained on live traffic, on this visit and before. */
  retrained = $state.raw<readonly RunState[]>([])
  /** Live traffic of this visit and before, the oldest first. */
  operations = $state.raw<readonly KeptOperation[]>([])
  /** Told of each run that a person removes, by its id. */
  readonly removed = new Announcement<string>()

  private keep: Keep | null = null
  private readonly keptAt = new Map<string, number>()

  /** What a closed page left unfinished; null where it left nothing that can go on. */
  get unfinishedInWords(): { label: string; rowsSeen: number } | null {
    if (!this.unfinished.length) return null
    return {
      label: this.unfinished.map((run) => run.label).join(' and '),
      rowsSeen: Math.max(...this.unfinished.map((run) => run.rowsSeen)),
    }
  }

  /** Brings back the runs of earlier visits. False where another tab keeps them, so that this one does not. */
  async wake(onProblem: (line: string) => void): Promise<boolean> {
    if (!(await claimLab())) return false
    const { openKeep } = await import('./run-store.ts')
    this.keep = await openKeep(onProblem)
    const kept = (await this.keep.all()).sort((a, b) => a.startedAt - b.startedAt || a.order - b.order)
    const left = kept.filter((run) => !run.report && run.checkpoint)
    this.unfinished = left.filter(({ spec }) => !isOfEarlierWorld(spec.recipe))
    this.stranded = left.filter(({ spec }) => isOfEarlierWorld(spec.recipe)).map(strand)
    const ended = kept.filter((run) => run.report).map(revive)
    this.runs = [...this.stranded, ...ended.filter((run) => run.origin.kind !== 'retrained'), ...this.runs]
    this.retrained = [...ended.filter((run) => run.origin.kind === 'retrained'), ...this.retrained]
    const operations = (await this.keep.operations()).sort((a, b) => a.startedAt - b.startedAt)
    this.operations = [...operations, ...this.operations]
    return true
  }

  /** Keeps the file that is open, for a reload. */
  openFile(file: DataFile): void {
    void this.keep?.openFile(file)
  }

  /** The file that was open, by its key, or without one the file of runs that are on a document in all else. */
  async fileFor(document: LabDocument, key: string | null): Promise<DataFile | null> {
    const all = [...this.runs, ...this.unfinished]
    const opened = await this.keep?.reopenFile(key)
    return opened ?? (key === null ? fileOn(document, all) : fileOfKey(key, all))
  }

  add(runs: readonly RunState[]): void {
    this.runs = [...this.runs, ...runs]
  }

  /** Keeps models that were retrained on live traffic; the oldest of too many go. */
  addRetrained(runs: readonly RunState[]): void {
    const all = [...this.retrained, ...runs]
    const over = Math.max(0, all.length - MOST_RETRAINED)
    for (const run of all.slice(0, over)) void this.keep?.remove(run.spec.id)
    this.retrained = all.slice(over)
    for (const run of runs) this.save(run)
  }

  /** Keeps live traffic as it stands now; the oldest of too much goes. */
  saveOperation(operation: KeptOperation): void {
    const all = [...this.operations.filter(({ id }) => id !== operation.id), operation]
    const over = Math.max(0, all.length - MOST_OPERATIONS)
    for (const { id } of all.slice(0, over)) void this.keep?.removeOperation(id)
    this.operations = all.slice(over)
    void this.keep?.saveOperation(operation)
  }

  /** Takes the unfinished runs out, to go on with or to drop. */
  takeUnfinished(): { run: RunState; checkpoint: Checkpoint }[] {
    const kept = this.unfinished
    this.unfinished = []
    return kept.flatMap((run) => (run.checkpoint ? [{ run: revive(run), checkpoint: run.checkpoint }] : []))
  }

  remove(runId: string): void {
    if (this.runs.some((run) => run.spec.id === runId && run.isActive)) return
    this.drop(runId)
    this.removed.tell(runId)
  }

  pin(runId: string, on: boolean): void {
    const run = this.runs.find((other) => other.spec.id === runId)
    if (!run) return
    run.pinned = on
    this.save(run)
  }

  clear(runs: readonly RunState[]): void {
    for (const run of runs) if (!run.pinned && !run.isActive) this.remove(run.spec.id)
  }

  discardUnfinished(): void {
    for (const { run } of this.takeUnfinished()) this.remove(run.spec.id)
  }

  /** Drops the oldest runs that are neither pinned nor among `current`. */
  prune(current: readonly RunState[]): void {
    const loose = this.runs.filter((run) => !run.pinned && !run.isActive && !current.includes(run))
    const over = loose.slice(0, Math.max(0, loose.length - MOST_LOOSE_RUNS))
    for (const run of over) this.drop(run.spec.id)
    this.pushedOut = over
  }

  private drop(runId: string): void {
    this.runs = this.runs.filter((run) => run.spec.id !== runId)
    this.stranded = this.stranded.filter((run) => run.spec.id !== runId)
    this.keptAt.delete(runId)
    void this.keep?.remove(runId)
  }

  /** Brings back what was pushed out, pinned. */
  keepPushedOut(): void {
    for (const run of this.pushedOut) {
      run.pinned = true
      this.save(run)
    }
    this.runs = [...this.pushedOut, ...this.runs]
    this.pushedOut = []
  }

  /** Marks finished runs whose test a person has seen, for good. */
  lookAtTest(runs: readonly RunState[]): void {
    for (const run of runs) {
      if (!run.report?.test || run.lookedAtTest || !this.runs.includes(run)) continue
      run.lookedAtTest = true
      this.save(run)
    }
  }

  /** How many of the runs count against the limit. */
  get loose(): number {
    return this.runs.filter((run) => !run.pinned).length
  }

  /** Keeps a run that has ended; of one that failed the last checkpoint stays, to go on from another time. */
  save(run: RunState): void {
    this.keptAt.delete(run.spec.id)
    if (run.report) void this.keep?.save(keptOf(run, null))
    else if (run.status !== 'failed') void this.keep?.remove(run.spec.id)
  }

  /** Keeps a run under way, at most every two seconds. */
  saveSometimes(run: RunState, checkpoint: Checkpoint): void {
    const now = Date.now()
    if (now - (this.keptAt.get(run.spec.id) ?? 0) < KEEP_EVERY_MS) return
    this.keptAt.set(run.spec.id, now)
    void this.keep?.save(keptOf(run, checkpoint))
  }
}

function keptOf(run: RunState, checkpoint: Checkpoint | null): KeptRun {
  const { spec, origin, laneIndex: order, label, data, repeatGroup: repeat, startedAt } = run
  const { status, evaluations, marks, pinned, lookedAtTest, rowsSeen, rowsTotal, rewoundTo, report } = run
  return {
    ...{ shape: SHAPE, id: spec.id, origin, spec, order, label, data, repeat, startedAt },
    ...{ status, evaluations, marks, pinned, lookedAtTest, rowsSeen, rowsTotal, rewoundTo, report, checkpoint },
  }
}

function revive(kept: KeptRun): RunState {
  const { order: laneIndex, repeat: repeatGroup, ...facts } = kept
  const run = new RunState({ ...facts, laneIndex, repeatGroup })
  run.status = kept.report ? kept.status : 'waiting'
  run.evaluations = kept.evaluations
  run.marks = kept.marks
  run.pinned = kept.pinned
  run.lookedAtTest = kept.lookedAtTest
  run.rowsSeen = kept.rowsSeen
  run.rowsTotal = kept.rowsTotal
  run.report = kept.report
  run.rewoundTo = kept.rewoundTo
  if (kept.report?.engine) run.engine = kept.report.engine
  if (!kept.report && kept.checkpoint) run.rewind(kept.checkpoint.rowsSeen)
  return run
}

/** A run that cannot go on: what it came to stays to be seen, and on disk as it was kept. */
function strand(kept: KeptRun): RunState {
  const run = revive(kept)
  run.status = 'failed'
  run.problem = `stopped at ${run.rowsSeen.toLocaleString('en-US')} rows on ${GONE}: it cannot go on; train it again`
  return run
}
