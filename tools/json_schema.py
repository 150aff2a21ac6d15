"""Write docs/assessment.schema.json, the JSON Schema of `gridimpact assess --json`.

python tools/json_schema.py
"""

import json
from pathlib import Path

from gridimpact.outputs.files.json_schema import assessment_schema

FILE = Path(__file__).resolve().parent.parent / "docs" / "assessment.schema.json"

if __name__ == "__main__":
    FILE.write_text(json.dumps(assessment_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
