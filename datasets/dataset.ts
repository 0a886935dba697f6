import type { Knobs, NumberKnob, Settings, SettingsOf } from '../src/core/kernel/knobs.ts'
import type { Draw, Layout, RowRange, Schema, Table } from '../src/core/kernel/table.ts'

/** A way tables come into being: one file exporting one of these, one line in the catalogue. */
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
  /** Levers that move something in this world: drifts that pull others do not come over it. */
  readonly levers: readonly (keyof Bend)[]
  /** Its rows come from a file that somebody brings: no world can be created without one. */
  readonly fromFile?: true
  /** Whether labels become known only some time after their rows. */
  readonly hasLabelTimes?: true
  /** Days after which a row that nobody reported counts as negative under these settings, where labels come late. */
  settlesAfterDays?(settings: SettingsOf<K>): number
  /** Whether rows belong to customers, so that whole customers can be kept in one part of a split. */
  readonly hasGroups?: true
  /** Whether its rows are shown in places, one beside another, and a place has an effect. */
  readonly hasPositions?: true
  /** What others report of models on these very data. */
  readonly published?: Published
  /** Every row follows from those before it, so that a table is drawn from its beginning and by one worker alone. */
  readonly sequential?: true
  /**
   * The model, and those of its settings that are not its usual ones, that comes closest to the truth of this world where it is fitted on
   * it, as measured; where the truth is not a function of the columns it says what they can reach.
   */
  closest?(settings: SettingsOf<K>): { readonly model: string; readonly settings: Settings }
  /** How its tables are parted unless somebody says otherwise: settings of `splitKnobs` that differ from the usual. */
  readonly split?: Settings
  /** Loads what it takes, for a catalogue is read long before a world is wanted. @throws one line where the settings contradict one another, naming the limit */
  create(settings: SettingsOf<K>, seed: number): Promise<World>
}

/** Readings that others print for their models on the same data, at its usual settings and split. */
export interface Published {
  /** Where it stands and how it was made, as the end of a sentence. */
  readonly source: string
  /** What they print, by the metric's key, and what they call it. */
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
  /** Expected share of positives, before any bend; null where nobody knows it ahead. */
  readonly baseRate: number | null
  /** Rows of the endless table; any range alone gives the same bytes as within a larger one. */
  draw(range: RowRange, into?: DrawTarget): Draw
  /** Simulated seconds at which a row's request arrives. */
  timeOf(row: number): number
  /** First row of the first request at or after a time. */
  rowAt(time: number): number
  /**
   * Whether the truth of every row is a function of its columns, position included, as the world is bent. Where it is not, the truth
   * knows more than a model can read.
   */
  readonly showsAll: boolean
  /** Where the rows of a request are candidates for the slots of a page; left out elsewhere. */
  readonly slots?: Slots
  /**
   * Other requests under the same law over the same days, by the same bends: what defines P(label | columns) is shared, who comes and what
   * chance decides is drawn anew, from streams of this name. null where there is no truth to learn from.
   */
  sibling(name: string): World | null
  /** This world bent: each request is drawn with `bend` taken `amount(time)` of the way, 0 … 1. */
  bend(bend: Bend, amount: (time: number) => number): World
}

/** What an auction of slots needs beside a table: no column holds it. */
export interface Slots {
  /** P(examined) at positions 1, 2, …, falling. */
  readonly examined: Float64Array
  /** What is bid for a click on each of these rows of a table of this world, in dollars. */
  bids(table: Table, rows: Uint32Array): Float32Array
}

/** Part of a larger draw to fill, starting at row `at` of it: how several workers fill one table. */
export interface DrawTarget {
  readonly draw: Draw
  readonly at: number
}

/** The levers by which drift kinds bend a world; each world documents what its levers move. */
export interface Bend {
  /** Tilts the mix of requests and candidates; 1 is a strong shift. */
  readonly mix?: number
  /** Added to every true logit. */
  readonly logit?: number
  /** Share of the way every cross turns towards another, independent one; 1 replaces it. */
  readonly concept?: number
  /** Share of requests and candidates that carry values never seen before. */
  readonly unseen?: number
  /** Share of the way positives go towards looking like negatives: an adversary who adapts. */
  readonly adapt?: number
  /** Share of rows in which a feature arrives broken; the label still follows the real value. */
  readonly broken?: { readonly mode: 'missing' | 'stuck' | 'scaled'; readonly share: number }
}
