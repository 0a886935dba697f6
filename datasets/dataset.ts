import type { Knobs, NumberKnob, Settings, SettingsOf } from '../src/core/kernel/knobs.ts'
import type { LaterOutcomes } from '../src/core/kernel/later-outcomes.ts'
import type { Draw, ItemTable, Layout, RowRange, Schema, Table } from '../src/core/kernel/table.ts'

/** A source of tables: one file exporting one of these, one line in the catalogue. */
export interface Dataset<K extends WorldKnobs = WorldKnobs> {
  readonly id: string
  readonly label: string
  readonly help: string
  /** What its rows and classes are called on pictures. */
  readonly words?: Words
  /** Raised whenever the same knobs and seed give other bytes; carried by links and reports. */
  readonly version: number
  readonly knobs: K
  /** Pairs of columns that have an effect together in every world of this sort: what models offer as hand-made crosses. */
  readonly crosses?: readonly (readonly [string, string])[]
  /** Levers that have an effect in this world: drifts of other levers are not offered for it. */
  readonly levers: readonly (keyof Bend)[]
  /** Its rows come from an imported file: no world can be created without one. */
  readonly fromFile?: true
  /** For worlds with label delay: days after which a row without a reported positive counts as negative under these settings. */
  settlesAfterDays?(settings: SettingsOf<K>): number
  /** Whether rows belong to customers, so that whole customers can be kept in one part of a split. */
  readonly hasGroups?: true
  /** Whether its rows are shown at positions of a page, and the position has an effect. */
  readonly hasPositions?: true
  /** Metrics that a publication reports for models on the same data. */
  readonly published?: Published
  /** Every row depends on earlier rows, so a table is drawn from its beginning and by one worker only. */
  readonly sequential?: true
  /**
   * The model, and those of its settings that are not its usual ones, that comes closest to the truth of this world where it is fitted on
   * it, as measured; where the truth is not a function of the columns it says what they can reach.
   */
  closest?(settings: SettingsOf<K>): { readonly model: string; readonly settings: Settings }
  /** The default split of its tables: settings of `splitKnobs` that differ from the usual. */
  readonly split?: Settings
  /** Loads its code on the first call, because the catalogue is read long before a world is needed. @throws one line where the settings contradict one another, naming the limit */
  create(settings: SettingsOf<K>, seed: number): Promise<World>
}

/** Published metrics of models on the same data, at its default settings and split. */
export interface Published {
  /** Where it stands and how it was made, as the end of a sentence. */
  readonly source: string
  /** The metrics they report, by key, and their name for each. */
  readonly metrics: readonly { readonly key: string; readonly label: string }[]
  readonly models: readonly PublishedModel[]
}

export interface PublishedModel {
  readonly label: string
  /** In the order of `metrics`. */
  readonly values: readonly number[]
}

/** `one click`, `many clicks`, `one that is none`. */
export interface Words {
  readonly row: string
  readonly rows: string
  readonly positive: string
  readonly positives: string
  readonly negatives: string
  /** What shares a number of `Table.cluster`, in the plural. */
  readonly clusters?: string
  /** What costs and capacity of decisions (`decisionKnobs`, by id) mean for these rows: a sentence after the help of the knob. */
  readonly decisions?: Readonly<
    Partial<Record<'missedShare' | 'missedFlat' | 'falseAlarm' | 'review' | 'capacity', string>>
  >
}

/** Every world says how many rows a lab draws of it. */
export type WorldKnobs = Knobs & { readonly rows: NumberKnob }

/** An endless table that can be drawn at any place, and that knows the true probability of every row. */
export interface World {
  readonly schema: Schema
  readonly layout: Layout
  /** Rows that a lab draws of it. */
  readonly rows: number
  /** Expected share of positives, before any drift; null where it is not known in advance. */
  readonly baseRate: number | null
  /** Rows of the endless table; any range alone gives the same bytes as within a larger one. */
  draw(range: RowRange, into?: DrawTarget): Draw
  /**
   * By the id of a categorical column: things that many rows are about, such as videos, of which row i is code i + 1. Left out where the
   * columns of a row say all there is.
   */
  readonly items?: Readonly<Record<string, Items>>
  /**
   * By name: what comes after the labels of these rows, such as conversions of clicks; `drawn` holds the rows already, and records count
   * them from 0. Any range alone gives the same records as within a larger one. Left out where nothing comes later.
   */
  later?(range: RowRange, drawn: DrawTarget): Readonly<Record<string, LaterOutcomes>>
  /** Simulated seconds at which a row's request arrives. */
  timeOf(row: number): number
  /** First row of the first request at or after a time. */
  rowAt(time: number): number
  /**
   * Whether the truth of every row is a function of its columns, position included, also under the drifts of this world. Where it is not, the truth
   * depends on quantities that a model cannot read.
   */
  readonly showsAll: boolean
  /** Where the rows of a request are candidates for the slots of a page; left out elsewhere. */
  readonly slots?: Slots
  /**
   * Other requests under the same law over the same days, with the same drifts: P(label | columns) is the same, the requests and
   * their labels are drawn anew, from random streams of this name. null where true probabilities are not known.
   */
  sibling(name: string): World | null
  /** This world under drift: each request is drawn with `amount(time)` times the strength of `bend`, 0 … 1. */
  bend(bend: Bend, amount: (time: number) => number): World
}

/** A table of items: the caller provides its memory, shared between workers or not. */
export interface Items {
  readonly schema: Schema
  readonly rows: number
  /** Writes all of them, the same each time. */
  fill(into: ItemTable): void
}

/** What an auction of slots needs beside a table: no column holds it. */
export interface Slots {
  /** P(examined) at positions 1, 2, …, falling. */
  readonly examined: Float64Array
  /** Bid for a click on each of these rows of a table of this world, in dollars. */
  bids(table: Table, rows: Uint32Array): Float32Array
}

/** Part of a larger draw to fill, starting at row `at` of it: how several workers fill one table. */
export interface DrawTarget {
  readonly draw: Draw
  readonly at: number
}

/** The quantities of a world that drift kinds change; each world documents what its levers change. */
export interface Bend {
  /** Tilts the mix of requests and candidates; 1 is a strong shift. */
  readonly mix?: number
  /** Added to every true logit. */
  readonly logit?: number
  /** Weight of another, independent effect in every cross; 1 replaces the original. */
  readonly concept?: number
  /** Share of requests and candidates that carry values never seen before. */
  readonly unseen?: number
  /** How far positives move towards the distribution of negatives, as a share of the difference: an adversary who adapts. */
  readonly adapt?: number
  /** Share of rows in which a feature arrives broken; the label still follows the real value. */
  readonly broken?: { readonly mode: 'missing' | 'stuck' | 'scaled'; readonly share: number }
}
