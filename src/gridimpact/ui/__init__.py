"""The app: one thin file per page over `views`; the only place that knows Streamlit."""
