"""Write CARD.md, DATA.md and LICENSE of a model from their templates and the scores of evaluate.py.

Usage: python card.py ../models/attribution-0.1 [--scores work/scores] [--training "6 epochs ..."]
"""

import argparse
import json
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--scores", type=Path, default=Path("work/scores"))
    parser.add_argument("--training", default="see training/README.md", help="how these weights were trained")
    return parser.parse_args()


def percent(value):
    return f"{100 * value:.1f}"


def attribution_rows(s):
    low, high = s["e2e_f1_ci95"]
    rows = [
        f"| e2e F1 | **{percent(s['e2e']['f1'])}** [{percent(low)}–{percent(high)}] (P {percent(s['e2e']['p'])}, R {percent(s['e2e']['r'])}) |",
        f"| content match F1 | {percent(s['content_match']['f1'])} |",
        f"| strict e2e / all three roles exact, F1 | {percent(s['e2e_strict']['f1'])} / {percent(s['e2e_exact']['f1'])} |",
        f"| source right where content matches | {percent(s['source_acc'])} |",
    ]
    for role in ("content", "cue", "source"):
        rows.append(
            f"| {role}, exact / by word, F1 | {percent(s[role]['exact']['f1'])} / {percent(s[role]['token']['f1'])} |"
        )
    for form, x in s["by_type"].items():
        rows.append(f"| {form} (gold {x['gold']}), e2e F1 | {percent(x['e2e']['f1'])} |")
    for kind, values in s["recall_slices"].items():
        for value, x in values.items():
            rows.append(f"| recall, {kind.replace('_', ' ')} = {value} (gold {x['gold']}) | {percent(x['e2e_r'])} |")
    return "\n".join(rows)


def outlet_rows(scores):
    rows = []
    for outlet, s in scores.items():
        low, high = s["e2e_f1_ci95"]
        rows.append(
            f"| {outlet} | {s['docs']} | {s['gold']} | {percent(s['e2e']['f1'])} [{percent(low)}–{percent(high)}] |"
        )
    return "\n".join(rows)


def entity_rows(scores):
    rows = []
    for part, s in scores.items():
        by_label = " / ".join(str(s[label][2]) for label in ("PER", "ORG", "LOC"))
        rows.append(f"| {part} | {s['gold']} | **{s['strict'][2]}** | {s['relaxed'][2]} | {by_label} |")
    return "\n".join(rows)


def coreference_rows(scores):
    return "\n".join(f"| {part} | {'**' if part == 'all' else ''}{score}{'**' if part == 'all' else ''} |" for part, score in scores.items())


def event_rows(scores):
    rows = []
    for part, s in scores.items():
        named = {
            "type_accuracy": "type accuracy",
            "type_macroF1": "type macro F1",
            "type_strict": "type F1, strict",
            "quad_strict": "quad class F1, strict",
            "quad_accuracy": "quad class accuracy",
        }
        for key, name in named.items():
            if key in s and not (part == "neg"):
                value = s[key]["F1"] if isinstance(s[key], dict) else s[key]
                rows.append(f"| {part} | {name} | {percent(value)} |")
        if part == "neg":
            rows.append(f"| neg | sentences with an event, of {s['records']} | {s['detect']['fp']} |")
    return "\n".join(rows)


def main():
    o = options()

    def load(name):
        return json.loads((o.scores / f"{name}.score.json").read_text())

    manifest = json.loads((o.model / "manifest.json").read_text())
    values = {
        "NAME": manifest["name"],
        "VERSION": manifest["version"],
        "MEGABYTES": f"{manifest['files']['model.safetensors']['bytes'] / 1e6:.1f}",
        "TRAINING": o.training,
        "ATTRIBUTION": attribution_rows(load("dev")),
        "OUTLETS": outlet_rows(load("outlets")),
        "COREFERENCE": coreference_rows(manifest["coreference"]["scores"]),
        "EVENTS": event_rows(json.loads((o.scores.parent / "events/scores.json").read_text())),
        "EVENT_LAYERS": str(manifest["events"]["layers"]),
        "EVENT_MEGABYTES": f"{manifest['files']['events.safetensors']['bytes'] / 1e6:.1f}",
        "ENTITIES": entity_rows({part: load(part) for part in ("crossner", "worldwide", "re3d")}),
    }
    for template in sorted(TEMPLATES.iterdir()):
        text = template.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        (o.model / template.name).write_text(text, encoding="utf-8")
        print(o.model / template.name)


if __name__ == "__main__":
    main()
