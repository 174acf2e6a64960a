//! The pictures: egui_plot drawn off screen, numbers in and a frame out
