"""What people see: frame, state, components, maps and words. Only here and in pages is Streamlit imported."""
