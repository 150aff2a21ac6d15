"""Results as sentences, tables, layers and charts: plain data, no Streamlit, no arithmetic of the model."""
