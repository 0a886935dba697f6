/**
 * Wrote `links.json` at the time when link, document and panels each had lists of their own: `npx rolldown
 * tests/scenarios/link-goldens/make.ts --platform node -f esm -d /tmp/goldens && node /tmp/goldens/make.js`. A link that was read
 * once is read so for ever: add links, change none.
 */
import { writeFileSync } from 'node:fs'
import { defaultDocument, parseDocument } from '../../../src/scenarios/document.ts'
import { formatLink, parseLink } from '../../../src/scenarios/link.ts'
import { presetDocument } from '../../../src/scenarios/preset-document.ts'
import { scenarios } from '../../../src/scenarios/stories/index.ts'
import { flat, plain } from './flat.ts'

const written = [
  ...scenarios.map(({ id }) => defaultDocument(id)),
  ...scenarios.flatMap((scenario) => scenario.presets.map((preset) => presetDocument(scenario, preset))),
  ...[
    { seed: 7, engine: 'fused', world: { baseRate: 0.001, rows: 100_000 }, split: { split: 'fold', fold: 3 } },
    { drift: { kind: 'prior', shape: 'recurring', size: 0.5, delay: 86_400, span: 43_200 } },
    {
      scenario: 'payment-fraud',
      decision: { missedShare: 0.5, missedFlat: 7, falseAlarm: 1.5, review: 3, capacity: 9 },
    },
    { scenario: 'fraud-handbook', split: { trainDays: 10, delayDays: 3, labels: 'asKnown', dropKnown: false } },
    {
      scenario: 'own-data',
      view: { step: 'evaluation', metric: 'auc', threshold: 0.25, part: 'test', prevalence: 0.01 },
    },
    { view: { k: 3, gain: 'exponential', threshold: 0, expected: false, step: 'decisions' } },
    {
      lanes: [
        { model: 'logistic', settings: { rate: 0.01 } },
        { id: 'mine', model: 'gbdt', settings: { depth: 4 } },
        { model: 'gbdt' },
        { model: 'dcn-v2', settings: { hidden: '8' } },
      ],
    },
    {
      teach: {
        hide: ['roc', 'drift.kind', 'step-data'],
        lock: ['baseRate', 'split', 'decision.capacity', 'gbdt.depth'],
        task: 'Why? Look at 50 % & more: a=b, c#d\nTwo lines.',
        presenter: true,
      },
    },
  ].map((lab) => parseDocument(lab).document),
].map(formatLink)

const typed = [
  '',
  'hello',
  'lab=one',
  'lab=0&ctr=0.5&models=dcn-v2&page=evaluation',
  'lab=0&ctr=often&models=logistic,gbdt&baseRate=0.01&page=nowhere',
  'lab=1&page=decisions&step=data',
  'lab=1&page=decisions',
  'lab=2&seed=9&hologram=on&serving.replicas=4',
  'lab=1&world=1&seed=4',
  'lab=1&scenario=nowhere&baseRate=7&crossStrength=-1&k=99&gain=sideways&threshold=2&prevalence=0.9&fold=2.6',
  'lab=1&threshold=&seed=&baseRate=&engine=&split=&metric=',
  'lab=1&threshold=often&expected=maybe&part=train&step=serving&metric=beauty',
  'lab=1&decision.capacity=0&decision.review=-1&decision.falseAlarm=much&decision.threshold=0.4&capacity=7',
  'lab=1&drift.kind=covariate&drift.size=9&drift.delay=-5&drift.start=7&drift.=3&kind=prior',
  'lab=1&scenario=own-data&drift.kind=concept&drift.size=0.2&decision.capacity=3&rows=9&split=random',
  'lab=1&scenario=fraud-handbook&drift.kind=concept&drift.size=0.2&leak=true&seed=3',
  'lab=1&models=drift:logistic,decision:gbdt,view:gbdt&drift.size=0.3&view.depth=3&decision.review=4',
  'lab=1&models=a:b,gpt,logistic,logistic,gbdt,dcn-v2,fm&logistic.rate=9&logistic-2.rate=0.02&gbdt.depth=x',
  'lab=1&seed=-3&seed=5&engine=abacus&world.baseRate=0.01&split.split=random&view.k=3&lab.seed=7',
  'lab=1&hide=data,step-evaluation,models,baseRate,drift.size&lock=operation,decision.review,metric&presenter=1',
  'lab=1&hide=__proto__,<b>,a b,ok&lock=ok,fine&task=%3Cimg+src%3Dx%3E&__proto__=1&constructor.prototype=2&view.__proto__=3',
  'lab=1&scenario=payment-fraud&expected=0&k=5&part=test&threshold=1e-7&decision.missedShare=1e9',
]

const labOf = (link: string) => {
  const { document, notes } = parseLink(link)
  const defaults = flat(defaultDocument(document.scenario))
  const own = flat(document)
  const changed = Object.entries(own).filter(
    ([path, value]) => JSON.stringify(defaults[path]) !== JSON.stringify(value)
  )
  const gone = Object.keys(defaults).filter((path) => !(path in own))
  return {
    ...{ link, scenario: document.scenario, written: formatLink(document), notes: notes.map(plain).sort() },
    changed: Object.fromEntries(changed),
    gone,
  }
}

const goldens = {
  defaults: Object.fromEntries(scenarios.map(({ id }) => [id, flat(defaultDocument(id))])),
  links: [...written, ...typed].map(labOf),
}
writeFileSync('tests/scenarios/link-goldens/links.json', `${JSON.stringify(goldens, null, 1)}\n`)
