"""database.py DIR [FLAG...]: writes DIR/compile_commands.json for its C files."""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1]).resolve()
entries = [{"directory": str(folder), "file": f.name, "arguments": ["cc", *sys.argv[2:], "-c", f.name]}
           for f in sorted(folder.glob("*.c"))]
(folder / "compile_commands.json").write_text(json.dumps(entries))
