import { datasetOf } from '../../datasets/index.ts'
import type { Recipe } from '../core/training/run.ts'
import type { MetricChoice } from '../core/lab.ts'
import type { ValueChoice } from '../core/value/report.ts'
import type { LabDocument } from './document.ts'
import { isOfFile } from './of-file.ts'
import { rowSettingsIn } from './sections/settings.ts'
import { scenarioOf } from './stories/index.ts'

/** The rows a document asks for; `seed` where it is not the document's own (repeats). */
export function recipeOf(document: LabDocument, seed = document.seed): Recipe {
  const { dataset } = scenarioOf(document.scenario)
  return {
    purpose: 'lab',
    dataset,
    version: datasetOf(dataset).version,
    ...rowSettingsIn(document),
    seed,
    range: null,
    drifts: [],
    ...(document.file && { file: document.file }),
  }
}

/** Whether the rows of the person's own are still to be brought. */
export function lacksFile({ scenario, file }: LabDocument): boolean {
  return file === null && isOfFile(scenario)
}

/** What a document's runs are measured by. */
export function choiceOf({ view: { k, gain }, decision }: LabDocument): MetricChoice {
  return { k, gain, alerts: decision.capacity }
}

/** The scenario's value, as the document sets its decisions. */
export function valueChoiceOf({ scenario, decision }: LabDocument): ValueChoice {
  return { ...scenarioOf(scenario).value, settings: decision }
}

/** The same as `choiceOf` for training, with what its decisions are worth. */
export function trainingChoiceOf(document: LabDocument): MetricChoice {
  return { ...choiceOf(document), value: valueChoiceOf(document) }
}
