//! Meshes back into outlines: a band is one polygon in a picture, not hundreds of triangles.

use std::collections::BTreeMap;

use egui::{Color32, Mesh, Pos2};

/// How often each edge occurs, by its two corners.
type Edges = BTreeMap<(u32, u32), u32>;

/// The outlines of the triangles of a mesh that share a colour, each colour
/// with its closed loops, in the order in which the colours first appear.
///
/// An edge between two triangles belongs to both; what is left are the edges
/// of the outside.
pub fn outlines(mesh: &Mesh) -> Vec<(Color32, Vec<Vec<Pos2>>)> {
    let mut by_colour: Vec<(Color32, Edges)> = Vec::new();
    for triangle in mesh.indices.as_chunks::<3>().0 {
        let Some(colour) = mesh.vertices.get(triangle[0] as usize).map(|v| v.color) else {
            continue;
        };
        let found = by_colour.iter().position(|(known, _)| *known == colour);
        let index = found.unwrap_or_else(|| {
            by_colour.push((colour, Edges::new()));
            by_colour.len() - 1
        });
        let edges = &mut by_colour[index].1;
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            let (a, b) = (triangle[a], triangle[b]);
            *edges.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    by_colour
        .into_iter()
        .map(|(colour, edges)| {
            let outside = edges.into_iter().filter(|(_, count)| count % 2 == 1);
            (colour, loops(mesh, outside.map(|(edge, _)| edge)))
        })
        .collect()
}

fn loops(mesh: &Mesh, edges: impl Iterator<Item = (u32, u32)>) -> Vec<Vec<Pos2>> {
    let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, b) in edges {
        next.entry(a).or_default().push(b);
        next.entry(b).or_default().push(a);
    }
    let mut loops = Vec::new();
    while let Some((&start, _)) = next.iter().find(|(_, ends)| !ends.is_empty()) {
        let mut outline = Vec::new();
        let mut at = start;
        while let Some(to) = next.get_mut(&at).and_then(Vec::pop) {
            if let Some(ends) = next.get_mut(&to)
                && let Some(back) = ends.iter().position(|end| *end == at)
            {
                ends.swap_remove(back);
            }
            outline.extend(mesh.vertices.get(at as usize).map(|v| v.pos));
            at = to;
        }
        next.retain(|_, ends| !ends.is_empty());
        loops.push(outline);
    }
    loops
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn two_triangles_become_one_quadrilateral() {
        let mut mesh = Mesh::default();
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            mesh.colored_vertex(pos2(x, y), Color32::RED);
        }
        mesh.add_triangle(0, 2, 1);
        mesh.add_triangle(2, 3, 1);
        let outlines = outlines(&mesh);
        assert_eq!(outlines.len(), 1, "one colour");
        assert_eq!(outlines[0].1.len(), 1, "one outline");
        assert_eq!(outlines[0].1[0].len(), 4, "the shared edge is gone");
    }
}
