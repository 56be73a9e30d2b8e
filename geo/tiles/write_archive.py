"""A program of its own: makes a PMTiles archive of a file with a GeoJSON feature on each line.

It runs apart, so that GDAL's memory and failures are not those of the worker, and yields to whatever serves readers.
"""

from __future__ import annotations

import os
import sys

# Tiles hold everything: GDAL would leave out what does not fit into its own, smaller limits.
MOST_BYTES, MOST_FEATURES = 8_000_000, 1_000_000


def write_archive(source: str, target: str, layer: str, min_zoom: int, max_zoom: int) -> None:
    """Read ``source`` feature by feature and write ``target``. Raises what pyogrio raises."""
    from pyogrio.raw import open_arrow, write_arrow

    options = {
        "NAME": layer,
        "MINZOOM": str(min_zoom),
        "MAXZOOM": str(max_zoom),
        "MAX_SIZE": str(MOST_BYTES),
        "MAX_FEATURES": str(MOST_FEATURES),
    }
    # Text that looks like a date stays as it was written.
    with open_arrow(source, use_pyarrow=False, DATE_AS_STRING="YES") as (meta, features):
        write_arrow(
            features,
            target,
            driver="PMTiles",
            layer=layer,
            geometry_name=meta["geometry_name"] or "wkb_geometry",
            geometry_type="Unknown",
            crs="EPSG:4326",
            dataset_options=options,
        )


if __name__ == "__main__":
    os.nice(10)
    write_archive(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
