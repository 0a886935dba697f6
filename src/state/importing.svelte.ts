import { UnknownEncoding, type Encodings } from '../core/trees/raw-numbers.ts'
import type { LabDocument } from '../scenarios/document.ts'
import type { ImportWith } from './imported-model.ts'

type Lab = { readonly document: LabDocument }

/** A model of XGBoost on its way in, chosen or dropped: what is being measured, what came of it, and what it lacks. */
export class ImportingState {
  /** Name of the file being measured. */
  name = $state('')
  /** One line, with the file's name. */
  problem = $state('')
  /** What the newest import counts and assumes. */
  said = $state('')
  /** The model whose texts await their numbers. */
  waiting = $state.raw<{ file: File; column: string; values: readonly string[] } | null>(null)

  private encodings: Encodings = {}
  private readonly parts: ImportWith

  constructor(parts: ImportWith) {
    this.parts = parts
  }

  async choose(lab: Lab, file: File): Promise<void> {
    this.encodings = {}
    await this.score(lab, file)
  }

  /** Scores the model that waits with numbers for the texts of its column. */
  async give(lab: Lab, numbers: Readonly<Record<string, number>>): Promise<void> {
    if (!this.waiting) return
    const { file, column } = this.waiting
    this.encodings = { ...this.encodings, [column]: numbers }
    await this.score(lab, file)
  }

  /** Clears the outcome once the panel is closed. */
  forget(): void {
    this.problem = this.said = ''
    this.waiting = null
  }

  private async score(lab: Lab, file: File): Promise<void> {
    this.name = file.name
    this.forget()
    try {
      const { importModel } = await import('./imported-model.ts')
      const run = await importModel(this.parts, lab, file, this.encodings)
      this.said = `${file.name}: ${run.report?.ending.text}.`
    } catch (error) {
      this.problem = `${file.name}: ${(error as Error).message}.`
      if (error instanceof UnknownEncoding && error.values)
        this.waiting = { file, column: error.column, values: error.values }
    } finally {
      this.name = ''
    }
  }
}
