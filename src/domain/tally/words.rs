//! Figures as people read them; what cannot be said is a dash.

/// `67%`.
pub fn share(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| format!("{:.0}%", value * 100.0))
}

/// `5.2 h`, from two days on `3.1 d`.
pub fn hours(value: Option<f64>) -> String {
    value.map_or_else(dash, |hours| {
        if hours < 48.0 {
            format!("{hours:.1} h")
        } else {
            format!("{:.1} d", hours / 24.0)
        }
    })
}

/// `4.3`.
pub fn rating(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| format!("{value:.1}"))
}

/// `0.92`.
pub fn ratio(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| format!("{value:.2}"))
}

fn dash() -> String {
    "-".to_owned()
}
