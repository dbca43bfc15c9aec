"""Writes the tables: a header of '#' lines, then one entry a line, fields separated by tabs."""


def write(folder, name, header, rows, order=None):
    """Rows are sorted, by `order` where the default does not serve."""
    rows = sorted(rows, key=order)
    for row in rows:
        assert all("\t" not in str(f) and "\n" not in str(f) for f in row), row
    text = "".join(f"# {line}\n" for line in header) + "".join("\t".join(map(str, row)) + "\n" for row in rows)
    (folder / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode())} bytes")
